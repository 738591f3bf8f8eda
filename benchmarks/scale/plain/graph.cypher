// A hundred entities around one and the heaviest links among them, without places to draw them at.
MATCH (this:Entity {id: $id})
MATCH path = (this)-[:TYPES*0..2]-(entity)
WITH entity, min(length(path)) AS distance
ORDER BY distance
LIMIT 2000
WITH entity, distance
ORDER BY distance, entity.mentionCount DESC, entity.id
LIMIT 100
WITH collect(entity) AS found, collect([entity.id, entity.name, entity.kind, entity.mentionCount, distance]) AS nodes
UNWIND [one IN found WHERE COUNT { (one)-[:TYPES]-() } <= 2000] AS node
CALL (node, found) {
  MATCH (node)-[link:TYPES]-(other)
  WHERE other IN found
  RETURN link
  ORDER BY link.weight DESC, link.id
  LIMIT 20
}
WITH DISTINCT nodes, link
RETURN nodes, collect([link.id, startNode(link).id, endNode(link).id, type(link), link.weight])
