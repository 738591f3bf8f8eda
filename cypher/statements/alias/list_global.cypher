// All names that are valid in every talk, with their entities and their support.
// mode: read
// parameters: none
// columns: key, entity, name, support
MATCH (alias:Alias)-[:NAMES]->(entity:Entity)
WHERE alias.matchKey IS NOT NULL
RETURN alias.key AS key, entity.id AS entity, entity.name AS name, alias.support AS support
