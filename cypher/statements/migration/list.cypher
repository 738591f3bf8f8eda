// The migrations of this graph, oldest first.
// mode: read
// parameters: none
// columns: version, description, checksum
MATCH (migration:__Neo4jMigration)
WHERE migration.version <> 'BASELINE'
RETURN migration.version AS version, migration.description AS description, migration.checksum AS checksum
ORDER BY version
