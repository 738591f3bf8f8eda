// Every node that imports bring, for the fingerprint: labels and properties.
// parameters: none
// columns: labels, properties
MATCH (node)
WHERE NOT node:__Neo4jMigration AND NOT node:__Neo4jMigrationsLock
RETURN labels(node) AS labels, properties(node) AS properties
