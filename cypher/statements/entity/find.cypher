// The entities that an id or a slug may mean.
// mode: read
// parameters: references
// columns: reference, id, slug, name, kind, videoCount, mentionCount, relationshipCount
UNWIND $references AS reference
CALL (reference) {
  MATCH (entity:Entity {id: reference})
  RETURN entity
  UNION
  MATCH (entity:Entity {slug: reference})
  RETURN entity
}
RETURN reference, entity.id AS id, entity.slug AS slug, entity.name AS name, entity.kind AS kind,
  entity.videoCount AS videoCount, entity.mentionCount AS mentionCount,
  entity.relationshipCount AS relationshipCount
