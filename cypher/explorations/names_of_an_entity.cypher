// The names of an entity, and how many talks use each. Takes any name or alias.
:param name => 'Light client';
MATCH (:Alias {searchName: toLower($name)})-[:NAMES]->(entity:Entity)
MATCH (entity)<-[:NAMES]-(alias:Alias)
OPTIONAL MATCH (alias)<-[:GIVES_NAME]-(video:Video)
RETURN entity.name AS entity, alias.name AS name, count(DISTINCT video) AS talks
ORDER BY entity, talks DESC, name
