// The corrections of talks, in the order in which they were made.
// mode: read
// parameters: ids
// columns: id, sort, videoId, title, detail, ends, by, reason, changes, decidedAt
UNWIND $ids AS video
MATCH (decision:Decision {videoId: video})
RETURN decision.id AS id, decision.sort AS sort, decision.videoId AS videoId, decision.title AS title, decision.detail AS detail,
  decision.ends AS ends, decision.by AS by, decision.reason AS reason, decision.changes AS changes, toString(decision.decidedAt) AS decidedAt
ORDER BY decision.decidedAt, id
