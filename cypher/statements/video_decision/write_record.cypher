// Writes decisions on talks. One that was undone holds again.
// mode: write
// parameters: rows: [{id, sort, videoId, title, detail, ends, by, reason, changes, decidedAt}]
UNWIND $rows AS row
MERGE (decision:Decision {id: row.id})
SET decision = {id: row.id, sort: row.sort, ends: row.ends, videoId: row.videoId, title: row.title, detail: row.detail,
  by: row.by, reason: row.reason, changes: row.changes, decidedAt: datetime(row.decidedAt)}
