// Persons whom only one video knows, under names that are good only there.
// parameters: channel
// columns: video, name
MATCH (:Channel {id: $channel})-[:PUBLISHED]->(video:Video)-[given:GIVES_NAME]->(alias:Alias)-[:NAMES]->(person:Person)
WHERE alias.matchKey IS NULL AND person.videoCount = 1
RETURN video.id AS video, given.name AS name
ORDER BY name, video
