// One entity by its id, slug or a name. If several have the name, the most mentioned one. The id and slug of a merged
// entity lead to the remaining one.
//
// yields: entity: Entity
// filter by.id: entity.id IN COLLECT { RETURN $id AS id UNION MATCH (merged:Decision {mergedId: $id}) RETURN merged.survivorId AS id }
// filter by.slug: entity.id IN COLLECT { MATCH (named:Entity {slug: $slug}) RETURN named.id AS id UNION MATCH (merged:Decision {slug: $slug}) WHERE merged.mergedId IS NOT NULL RETURN merged.survivorId AS id }
// filter by.name: text alias.searchName within (alias:Alias)-[:NAMES]->(entity:Entity)
// start-from by.name: 1
// filter kind: entity.kind = $kind
// order: entity.mentionCount DESC
MATCH (entity:Entity)
