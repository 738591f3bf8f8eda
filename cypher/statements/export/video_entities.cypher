// Entities of videos.
// mode: read
// parameters: ids
// columns: properties, more
UNWIND $ids AS id
MATCH (:Video {id: id})-[features:FEATURES]->(entity:Entity)
RETURN properties(features) AS properties, {video: id, entity: entity.id, slug: entity.slug} AS more
ORDER BY id, entity.id
