// All names that talks use for the entity, sorted by name.
//
// value: COLLECT { MATCH (alias:Alias)-[:NAMES]->(this) RETURN DISTINCT alias.name AS name ORDER BY name }
