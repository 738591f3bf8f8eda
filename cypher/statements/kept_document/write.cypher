// Stores the kept documents of talks.
// mode: write
// parameters: rows: [{id, names, text}]
UNWIND $rows AS row
MERGE (kept:KeptDocument {id: row.id})
SET kept.names = row.names, kept.text = row.text
