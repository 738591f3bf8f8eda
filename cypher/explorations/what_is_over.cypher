// Connections that are over by the words of the talks, or because a person has left.
MATCH (source:Entity)-[relationship]->(target:Entity)
WHERE relationship.past AND type(relationship) <> 'MENTIONED_WITH'
RETURN source.name AS source, type(relationship) AS type, target.name AS target, relationship.quote AS quote, relationship.lastSaidOn AS said
ORDER BY source, type, target
LIMIT 25
