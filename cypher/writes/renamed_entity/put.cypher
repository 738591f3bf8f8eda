// Notes the names that are shown for entities; without a moment they are decided now.
// parameters: rows: [{id, name, normalName, decidedAt}]
UNWIND $rows AS row
MERGE (renamed:RenamedEntity {id: row.id})
SET renamed.name = row.name, renamed.normalName = row.normalName,
  renamed.decidedAt = coalesce(datetime(row.decidedAt), datetime())
