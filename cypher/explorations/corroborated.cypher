// Connections that several talks state, and in how many. Takes the smallest number of talks.
:param talks => 2;
MATCH (source:Entity)-[relationship]->(target:Entity)
WHERE type(relationship) <> 'MENTIONED_WITH' AND relationship.videoCount >= $talks
RETURN source.name AS source, type(relationship) AS type, target.name AS target, relationship.videoCount AS talks,
  relationship.evidenceCount AS quotes, relationship.firstSaidOn AS first, relationship.lastSaidOn AS last
ORDER BY talks DESC, quotes DESC, source, type, target
LIMIT 25
