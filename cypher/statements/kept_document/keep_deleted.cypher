// Keeps a document for some days: of a talk that is deleted or extracted again, under the id of the decision, or a proposed one, under that of its job.
// mode: write
// parameters: id, document, days
// columns: until
CREATE (kept:KeptDocument {id: $id})
SET kept.names = [], kept.document = $document, kept.keptUntil = datetime() + duration({seconds: $days * 86400})
RETURN toString(kept.keptUntil) AS until
