// Entities that have statements in segments of both topics.
:param one => 'Light Clients';
:param other => 'Silent Payments';
MATCH (one:Topic {searchName: toLower($one)})-[:COVERS]->(entity:Entity)<-[:COVERS]-(other:Topic)
WHERE other.searchName = toLower($other)
CALL (one, entity) {
  MATCH (entity)<-[:SUBJECT|OBJECT]-(evidence:Evidence)-[:SAID_IN]->(:Segment)-[:ABOUT]->(one)
  WHERE evidence.type <> 'MENTIONED_WITH'
  WITH DISTINCT evidence.quote AS quote ORDER BY quote
  RETURN collect(quote) AS inOne
}
CALL (other, entity) {
  MATCH (entity)<-[:SUBJECT|OBJECT]-(evidence:Evidence)-[:SAID_IN]->(:Segment)-[:ABOUT]->(other)
  WHERE evidence.type <> 'MENTIONED_WITH'
  WITH DISTINCT evidence.quote AS quote ORDER BY quote
  RETURN collect(quote) AS inOther
}
WITH entity, inOne, inOther
WHERE size(inOne) > 0 AND size(inOther) > 0
RETURN entity.name AS entity, entity.kind AS kind, inOne, inOther
ORDER BY size(inOne) + size(inOther) DESC, entity
