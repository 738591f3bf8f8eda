// Ids of the entities of videos.
// mode: read
// parameters: ids
// columns: id
UNWIND $ids AS video
MATCH (:Video {id: video})-[:FEATURES]->(entity:Entity)
RETURN DISTINCT entity.id AS id
