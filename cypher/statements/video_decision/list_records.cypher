// All corrections of talks, for an export. Deletions, which correct no talk, are not exported.
// mode: read
// parameters: none
// columns: id, sort, videoId, title, detail, ends, by, reason, changes, decidedAt
MATCH (decision:Decision)
WHERE decision.videoId IS NOT NULL
RETURN decision.id AS id, decision.sort AS sort, decision.videoId AS videoId, decision.title AS title, decision.detail AS detail,
  decision.ends AS ends, decision.by AS by, decision.reason AS reason, decision.changes AS changes, toString(decision.decidedAt) AS decidedAt
ORDER BY id
