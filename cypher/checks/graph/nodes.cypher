// Every node that imports and decisions bring, for the fingerprint: labels and properties. What talks said is kept beside the graph.
// parameters: none
// columns: labels, properties
MATCH (node)
WHERE NOT node:__Neo4jMigration AND NOT node:__Neo4jMigrationsLock AND NOT node:KeptDocument AND NOT node:ApiKey
RETURN labels(node) AS labels, properties(node) AS properties
