// Topics of the person's own segments, the most segments first.
//
// yields: spoken: MAP
// order: spoken.segmentCount DESC, spoken.name ASC
// key: spoken.id
MATCH (this)<-[:IS]-(:Speaker)<-[:SPOKEN_BY]-(segment:Segment)
WITH segment
LIMIT 20000
MATCH (segment)-[:ABOUT]->(topic:Topic)
WITH topic, count(DISTINCT segment) AS segmentCount
ORDER BY segmentCount DESC, topic.searchName, topic.id
LIMIT $first
WITH {id: topic.id, name: topic.searchName, topic: topic, segmentCount: segmentCount} AS spoken
