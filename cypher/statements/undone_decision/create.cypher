// Records decisions that were undone now. A merge can be made and undone several times, so its time is a part of the id.
// mode: write
// parameters: rows: [{id, sort, decidedAt, by, reason, detail, ends, undoneBy}]
WITH datetime() AS now
UNWIND $rows AS row
MERGE (undone:UndoneDecision {
  id: CASE WHEN row.id STARTS WITH 'decision:' THEN row.id ELSE 'decision:' + row.id + '@' + toString(now.epochMillis) END
})
SET undone.sort = row.sort, undone.decidedAt = datetime(row.decidedAt), undone.ends = row.ends, undone.undoneAt = now,
  undone.by = row.by, undone.reason = row.reason, undone.detail = row.detail, undone.undoneBy = row.undoneBy
