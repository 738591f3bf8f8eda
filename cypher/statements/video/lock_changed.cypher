// Takes the write locks of those videos that the graph has otherwise, or does not have, and creates missing ones. Rows must be in the order of
// the ids. Their data is read after that.
// mode: write
// parameters: rows: [{id, contentHash, authority}]
// columns: id
UNWIND $rows AS row
OPTIONAL MATCH (known:Video {id: row.id})
WITH row, known
WHERE known.contentHash IS NULL OR known.contentHash <> row.contentHash OR coalesce(known.authority <> row.authority, true)
MERGE (video:Video {id: row.id})
SET video._lock = 1
REMOVE video._lock
RETURN row.id AS id
