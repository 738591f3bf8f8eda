// Keeps the document of a talk that is deleted, under the id of the decision, for some days.
// mode: write
// parameters: id, document, days
// columns: until
CREATE (kept:KeptDocument {id: $id})
SET kept.names = [], kept.document = $document, kept.keptUntil = datetime() + duration({seconds: $days * 86400})
RETURN toString(kept.keptUntil) AS until
