// The migrations that this graph has had, oldest first.
// parameters: none
// columns: version, description, checksum
MATCH (migration:__Neo4jMigration)
WHERE migration.version <> 'BASELINE'
RETURN migration.version AS version, migration.description AS description, migration.checksum AS checksum
ORDER BY version
