// The entities of a kind with the most stated connections, and how many other entities these lead to.
:param kind => 'PERSON';
MATCH (entity:Entity)
WHERE entity.kind = $kind AND entity.relationshipCount > 0
WITH entity ORDER BY entity.relationshipCount DESC, entity.name LIMIT 10
MATCH (entity)-[relationship]-(other:Entity)
WHERE type(relationship) <> 'MENTIONED_WITH'
WITH entity, other, type(relationship) AS type ORDER BY type
RETURN entity.name AS entity, entity.relationshipCount AS connections, count(DISTINCT other) AS others,
  entity.videoCount AS talks, collect(DISTINCT type) AS types
ORDER BY connections DESC, entity
