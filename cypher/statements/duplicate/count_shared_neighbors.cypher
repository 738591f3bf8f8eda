// Entities that two entities are both connected to, among at most 300 connections of each.
// mode: read
// parameters: rows: [{one, other}]
// columns: one, other, shared, fewer
UNWIND $rows AS row
MATCH (one:Entity {id: row.one})
MATCH (other:Entity {id: row.other})
CALL (one, other) {
  MATCH (one)--(near:Entity)
  WHERE near <> other
  WITH near
  LIMIT 300
  RETURN collect(DISTINCT near) AS ofOne
}
CALL (one, other) {
  MATCH (other)--(near:Entity)
  WHERE near <> one
  WITH near
  LIMIT 300
  RETURN collect(DISTINCT near) AS ofOther
}
RETURN row.one AS one, row.other AS other, size([near IN ofOne WHERE near IN ofOther]) AS shared,
  CASE WHEN size(ofOne) < size(ofOther) THEN size(ofOne) ELSE size(ofOther) END AS fewer
