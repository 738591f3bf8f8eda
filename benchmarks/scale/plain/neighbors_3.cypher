// Entities within 3 relationships, nearest first, the walk cut at 2,000.
MATCH (this:Entity {id: $id})
MATCH path = (this)-[:TYPES*1..3]-(neighbor)
WHERE neighbor <> this
WITH neighbor, min(length(path)) AS distance
ORDER BY distance
LIMIT 2000
RETURN neighbor.id, neighbor.name, neighbor.kind, neighbor.mentionCount, distance
ORDER BY distance, neighbor.mentionCount DESC, neighbor.id
LIMIT 50
