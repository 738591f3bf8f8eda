// Writes corrections of talks.
// mode: write
// parameters: rows: [{id, sort, videoId, title, detail, ends, by, reason, changes, decidedAt}]
UNWIND $rows AS row
MERGE (decision:TalkDecision {id: row.id})
SET decision.sort = row.sort, decision.videoId = row.videoId, decision.title = row.title, decision.detail = row.detail,
  decision.ends = row.ends, decision.by = row.by, decision.reason = row.reason, decision.changes = row.changes,
  decision.decidedAt = datetime(row.decidedAt)
