// Connections from entities of only one topic to entities of only the other topic.
:param one => 'Set Reconciliation';
:param other => 'Bandwidth';
MATCH (one:Topic {searchName: toLower($one)})-[:COVERS]->(here:Entity)-[bridge]-(there:Entity)<-[:COVERS]-(other:Topic)
WHERE other.searchName = toLower($other) AND type(bridge) <> 'MENTIONED_WITH'
  AND NOT (other)-[:COVERS]->(here) AND NOT (one)-[:COVERS]->(there)
RETURN startNode(bridge).name AS source, type(bridge) AS type, endNode(bridge).name AS target, bridge.quote AS quote
ORDER BY bridge.weight DESC, source, target
