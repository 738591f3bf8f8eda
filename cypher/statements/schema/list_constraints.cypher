// All constraints by name. Neo4j has only constraints that hold.
// mode: read
// parameters: none
// columns: name
SHOW CONSTRAINTS
YIELD name
ORDER BY name
RETURN name
