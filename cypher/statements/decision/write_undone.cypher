// Writes decisions that were undone, except those that this graph has. Returns a row for each that was written.
// mode: write
// parameters: rows: [{id, sort, decidedAt, by, reason, detail, ends, undoneAt, undoneBy}]
// columns: id
UNWIND $rows AS row
WITH row
WHERE NOT EXISTS { MATCH (:Decision {id: row.id}) }
CREATE (undone:Decision)
SET undone = {id: row.id, sort: row.sort, ends: row.ends, detail: row.detail, by: row.by, reason: row.reason,
  decidedAt: datetime(row.decidedAt), undoneAt: datetime(row.undoneAt), undoneBy: row.undoneBy}
RETURN row.id AS id
