// Stores the kept documents of talks.
// mode: write
// parameters: id, names, text
MERGE (kept:KeptDocument {id: $id})
SET kept.names = $names, kept.text = $text
