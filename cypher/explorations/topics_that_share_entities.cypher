// Pairs of topics whose segments mention the same entities. Takes the smallest number of entities.
:param least => 3;
MATCH (one:Topic)-[:COVERS]->(entity:Entity)<-[:COVERS]-(other:Topic)
WHERE one.id < other.id
WITH one, other, collect(entity.name) AS entities
WHERE size(entities) >= $least
RETURN one.name AS topic, other.name AS other, size(entities) AS shared, entities
ORDER BY shared DESC, topic, other
LIMIT 25
