// Persons with only local names, or in only one video.
// mode: read
// parameters: channel
// columns: video, name
MATCH (:Channel {id: $channel})-[:PUBLISHED]->(video:Video)-[given:GIVES_NAME]->(alias:Alias)-[:NAMES]->(person:Person)
WHERE alias.matchKey IS NULL
  AND (person.videoCount = 1 OR NOT EXISTS { (person)<-[:NAMES]-(other:Alias) WHERE other.matchKey IS NOT NULL })
RETURN video.id AS video, given.name AS name
ORDER BY name, video
