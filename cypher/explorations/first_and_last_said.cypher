// The first and last date of each connection of an entity, and how often it is stated.
:param name => 'Package relay';
MATCH (:Alias {searchName: toLower($name)})-[:NAMES]->(entity:Entity)
MATCH (entity)-[relationship]-(:Entity)
WHERE relationship.firstSaidOn IS NOT NULL AND type(relationship) <> 'MENTIONED_WITH'
WITH DISTINCT relationship
RETURN startNode(relationship).name AS source, type(relationship) AS type, endNode(relationship).name AS target,
  relationship.firstSaidOn AS first, relationship.lastSaidOn AS last, relationship.evidenceCount AS quotes,
  relationship.videoCount AS talks
ORDER BY first, quotes DESC, source, type, target
