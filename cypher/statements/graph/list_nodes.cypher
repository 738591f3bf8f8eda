// Every node from imports and decisions, for the fingerprint: labels and properties, without kept documents.
// mode: read
// parameters: none
// columns: labels, properties
MATCH (node)
WHERE NOT node:__Neo4jMigration AND NOT node:__Neo4jMigrationsLock AND NOT node:KeptDocument AND NOT node:ApiKey
RETURN labels(node) AS labels, properties(node) AS properties
