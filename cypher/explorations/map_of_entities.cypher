// A map as on the page: these entities and these connections between them, as a picture.
:param entities => ['entity:c73a3e70abe52cee04fa', 'entity:2ed99ab066634e21a9cc'];
:param connections => ['relationship:d9ffe876fcb9a6fc956c'];
MATCH (entity:Entity)
WHERE entity.id IN $entities
OPTIONAL MATCH (entity)-[connection]->(other:Entity)
WHERE connection.id IN $connections
RETURN entity, connection, other
