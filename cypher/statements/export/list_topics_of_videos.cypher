// Ids of the topics of videos.
// mode: read
// parameters: ids
// columns: id
UNWIND $ids AS video
MATCH (:Video {id: video})-[:DISCUSSES]->(topic:Topic)
RETURN DISTINCT topic.id AS id
