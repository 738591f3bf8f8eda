// One entity, by its id, slug or a name; of several with the name, the most mentioned. What an entity had that was
// merged leads to the one that is left.
//
// yields: entity: Entity
// filter by.id: entity.id IN COLLECT { RETURN $id AS id UNION MATCH (merged:MergedEntity {id: $id}) RETURN merged.entityId AS id }
// filter by.slug: entity.id IN COLLECT { MATCH (named:Entity {slug: $slug}) RETURN named.id AS id UNION MATCH (merged:MergedEntity {slug: $slug}) RETURN merged.entityId AS id }
// filter by.name: text alias.searchName within (alias:Alias)-[:NAMES]->(entity:Entity)
// lead by.name: 1
// filter kind: entity.kind = $kind
// order: entity.mentionCount DESC
MATCH (entity:Entity)
