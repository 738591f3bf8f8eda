// Writes decisions on shown names.
// mode: write
// parameters: rows: [{id, name, normalName, decidedAt}]
UNWIND $rows AS row
MERGE (renamed:RenamedEntity {id: row.id})
SET renamed.name = row.name, renamed.normalName = row.normalName,
  renamed.decidedAt = datetime(row.decidedAt)
