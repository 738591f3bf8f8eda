// Entities that the person's own segments mention, the most segments first.
//
// yields: spoken: MAP
// order: spoken.segmentCount DESC, spoken.name ASC
// key: spoken.id
MATCH (this)<-[:IS]-(:Speaker)<-[:SPOKEN_BY]-(segment:Segment)
WITH segment
LIMIT 20000
MATCH (segment)-[:MENTIONS]->(entity:Entity)
WITH entity, count(DISTINCT segment) AS segmentCount
ORDER BY segmentCount DESC, entity.searchName, entity.id
LIMIT $first
WITH {id: entity.id, name: entity.searchName, entity: entity, segmentCount: segmentCount} AS spoken
