// Names under which the entity is spoken of, in the order of the alphabet.
//
// value: COLLECT { MATCH (alias:Alias)-[:NAMES]->(this) RETURN DISTINCT alias.name AS name ORDER BY name }
