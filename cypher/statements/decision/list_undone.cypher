// All decisions that were undone, for an export.
// mode: read
// parameters: none
// columns: id, sort, decidedAt, by, reason, detail, ends, undoneAt, undoneBy
MATCH (undone:Decision)
WHERE undone.undoneAt IS NOT NULL
RETURN undone.id AS id, undone.sort AS sort, toString(undone.decidedAt) AS decidedAt, undone.by AS by, undone.reason AS reason,
  undone.detail AS detail, undone.ends AS ends, toString(undone.undoneAt) AS undoneAt, undone.undoneBy AS undoneBy
ORDER BY id
