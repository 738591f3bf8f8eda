// Competitors, and the entities that both are connected to: makers, users, parts.
MATCH (one:Entity)-[rivalry:COMPETES_WITH]->(other:Entity)
OPTIONAL MATCH (one)-[link]-(shared:Entity)-[otherLink]-(other)
WHERE NOT type(link) IN ['MENTIONED_WITH', 'COMPETES_WITH']
  AND NOT type(otherLink) IN ['MENTIONED_WITH', 'COMPETES_WITH']
WITH one, rivalry, other, shared ORDER BY shared.name
RETURN one.name AS one, other.name AS other, rivalry.quote AS quote, collect(DISTINCT shared.name) AS shared
ORDER BY size(shared) DESC, one, other
LIMIT 25
