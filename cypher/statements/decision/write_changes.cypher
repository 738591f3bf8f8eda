// Sets the records of decisions.
// mode: write
// parameters: rows: [{id, changes}]
UNWIND $rows AS row
MATCH (decision:Decision {id: row.id})
SET decision.changes = row.changes
