// The entities into which the entities with these ids were merged. Ids that were not merged are left out.
// ($asked is a map with a list, because Neo4j would plan again for each size of a list.)
// mode: read
// parameters: asked
// columns: id, survivor
UNWIND $asked.ids AS id
MATCH (merged:Decision {mergedId: id})
RETURN id, merged.survivorId AS survivor
