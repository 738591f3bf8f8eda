// The full names of persons who speak in several videos of a channel.
// mode: read
// parameters: least
// columns: channel, keys
MATCH (channel:Channel)-[:PUBLISHED]->(video:Video)-[:HAS_SPEAKER]->(:Speaker)-[:IS]->(person:Person)
WITH channel, person, count(DISTINCT video) AS videos
WHERE videos >= $least
MATCH (person)<-[:NAMES]-(alias:Alias)
WHERE alias.firstKey IS NOT NULL
RETURN channel.id AS channel, collect(DISTINCT alias.key) AS keys
ORDER BY channel
