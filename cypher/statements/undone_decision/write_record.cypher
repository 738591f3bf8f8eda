// Writes decisions that were undone, except those that this graph has. Returns a row for each that was written.
// mode: write
// parameters: rows: [{id, sort, decidedAt, by, reason, detail, ends, undoneAt, undoneBy}]
// columns: id
UNWIND $rows AS row
WITH row
WHERE NOT EXISTS { MATCH (:UndoneDecision {id: row.id}) } AND NOT EXISTS { MATCH (:Decision {id: row.id}) } AND NOT EXISTS { MATCH (:TalkDecision {id: row.id}) }
  AND NOT EXISTS { MATCH (:MergedEntity {decisionId: row.id}) } AND NOT EXISTS { MATCH (:DecidedPair {decisionId: row.id}) }
CREATE (undone:UndoneDecision {id: row.id})
SET undone.sort = row.sort, undone.decidedAt = datetime(row.decidedAt), undone.by = row.by, undone.reason = row.reason,
  undone.detail = row.detail, undone.ends = row.ends, undone.undoneAt = datetime(row.undoneAt), undone.undoneBy = row.undoneBy
RETURN row.id AS id
