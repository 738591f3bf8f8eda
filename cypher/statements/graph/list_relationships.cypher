// Every relationship between such nodes, for the fingerprint, with its ends by id or key.
// mode: read
// parameters: none
// columns: type, start, end, properties
MATCH (start)-[relationship]->(end)
WHERE NOT start:__Neo4jMigration
RETURN type(relationship) AS type, coalesce(start.id, start.key) AS start, coalesce(end.id, end.key) AS end,
  properties(relationship) AS properties
