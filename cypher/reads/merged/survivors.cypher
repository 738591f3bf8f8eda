// What the entities of these ids were merged into, of those that were.
// ($asked is a map with a list, not a list: Neo4j would plan anew for each size of a list.)
// parameters: asked
// columns: id, survivor
UNWIND $asked.ids AS id
MATCH (merged:MergedEntity {id: id})
RETURN id, merged.entityId AS survivor
