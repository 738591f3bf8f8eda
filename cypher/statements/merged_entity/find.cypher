// The entities into which merged entities went, by the id or slug that they had.
// mode: read
// parameters: references
// columns: reference, id, decisionId, slug, name, kind, mergedAt, survivor, survivorId
UNWIND $references AS reference
CALL (reference) {
  MATCH (merged:MergedEntity {id: reference})
  RETURN merged
  UNION
  MATCH (merged:MergedEntity {slug: reference})
  RETURN merged
}
OPTIONAL MATCH (entity:Entity {id: merged.entityId})
RETURN reference, merged.id AS id, merged.decisionId AS decisionId, merged.slug AS slug, merged.name AS name, merged.kind AS kind, toString(merged.mergedAt) AS mergedAt, coalesce(entity.slug, merged.entityId) AS survivor,
  merged.entityId AS survivorId
