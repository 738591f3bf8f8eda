// The revisions of the entities that ids or slugs mean.
// mode: read
// parameters: references
// columns: id, slug, name, reference, revision
UNWIND $references AS reference
CALL (reference) {
  MATCH (entity:Entity {id: reference})
  RETURN entity
  UNION
  MATCH (entity:Entity {slug: reference})
  RETURN entity
}
RETURN entity.id AS id, entity.slug AS slug, entity.name AS name, reference, coalesce(entity.revision, 0) AS revision
ORDER BY slug
