// Adds a migration to the end of the chain, as neo4j-migrations does. Creates the first node of the chain if missing.
// mode: write
// parameters: version, description, source, checksum
MERGE (head:__Neo4jMigration {version: 'BASELINE'})
WITH head
MATCH (last:__Neo4jMigration)
WITH last
ORDER BY last.version = 'BASELINE', last.version DESC
LIMIT 1
CREATE (last)-[:MIGRATED_TO {at: datetime()}]->(:__Neo4jMigration {
  version: $version, description: $description, type: 'CYPHER', source: $source, checksum: $checksum
})
