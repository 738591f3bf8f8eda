// Keeps the documents of talks.
// mode: write
// parameters: rows: [{id, names, document}]
UNWIND $rows AS row
MERGE (kept:KeptDocument {id: row.id})
SET kept.names = row.names, kept.document = row.document
