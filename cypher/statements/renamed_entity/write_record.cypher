// Writes decisions on shown names. Without a time they are decided now.
// mode: write
// parameters: rows: [{id, name, normalName, decidedAt}]
UNWIND $rows AS row
MERGE (renamed:RenamedEntity {id: row.id})
SET renamed.name = row.name, renamed.normalName = row.normalName,
  renamed.decidedAt = coalesce(datetime(row.decidedAt), datetime())
