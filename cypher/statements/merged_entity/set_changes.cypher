// Replaces what merges have changed.
// mode: write
// parameters: rows: [{id, changes}]
UNWIND $rows AS row
MATCH (merged:Decision {mergedId: row.id})
SET merged.changes = row.changes
