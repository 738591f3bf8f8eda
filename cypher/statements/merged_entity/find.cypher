// The entities into which merged entities went, by the id or slug that they had.
// mode: read
// parameters: references
// columns: reference, id, decisionId, slug, name, kind, mergedAt, survivor, survivorId
UNWIND $references AS reference
CALL (reference) {
  MATCH (merged:Decision {mergedId: reference})
  RETURN merged
  UNION
  MATCH (merged:Decision {slug: reference})
  WHERE merged.mergedId IS NOT NULL
  RETURN merged
}
OPTIONAL MATCH (entity:Entity {id: merged.survivorId})
RETURN reference, merged.mergedId AS id, merged.id AS decisionId, merged.slug AS slug, merged.name AS name, merged.kind AS kind, toString(merged.decidedAt) AS mergedAt, coalesce(entity.slug, merged.survivorId) AS survivor,
  merged.survivorId AS survivorId
