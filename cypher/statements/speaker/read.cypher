// The speakers of a video.
// mode: read
// parameters: video
// columns: properties, person
MATCH (:Video {id: $video})-[:HAS_SPEAKER]->(speaker:Speaker)
OPTIONAL MATCH (speaker)-[:IS]->(person:Entity)
RETURN properties(speaker) AS properties, person.id AS person
