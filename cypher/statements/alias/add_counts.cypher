// Adds to the support of aliases, which is missing if no video uses them. The name locks are held, so no other transaction changes it.
// mode: write
// parameters: rows: [{id, support}]
UNWIND $rows AS row
MATCH (alias:Alias {key: row.id})
WITH alias, [place IN range(0, size(row.support) - 1) | coalesce(alias.support[place], 0) + row.support[place]] AS support
SET alias.support = CASE WHEN any(videos IN support WHERE videos > 0) THEN support END
