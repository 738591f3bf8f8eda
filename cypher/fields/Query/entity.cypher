// One entity, by its id, slug or a name; of several with the name, the most mentioned.
//
// yields: entity: Entity
// filter by.id: entity.id = $id
// filter by.slug: entity.slug = $slug
// filter by.name: text alias.searchName within (alias:Alias)-[:NAMES]->(entity:Entity)
// lead by.name: 1
// filter kind: entity.kind = $kind
// order: entity.mentionCount DESC
MATCH (entity:Entity)
