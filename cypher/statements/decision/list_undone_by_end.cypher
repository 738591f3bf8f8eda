// Decisions that were undone and were about this entity or video.
// mode: read
// parameters: end
// columns: id, sort, decidedAt, by, reason, detail, ends, undoneAt, undoneBy
MATCH (undone:Decision)
WHERE undone.undoneAt IS NOT NULL AND $end IN undone.ends
RETURN undone.id AS id, undone.sort AS sort, toString(undone.decidedAt) AS decidedAt, undone.by AS by, undone.reason AS reason,
  undone.detail AS detail, undone.ends AS ends, toString(undone.undoneAt) AS undoneAt, undone.undoneBy AS undoneBy
ORDER BY id
