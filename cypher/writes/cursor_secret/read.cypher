// The secret that seals cursors. It lies on the head of the migrations, which no import, export or query of the API reads.
// parameters: none
// columns: secret
MATCH (head:__Neo4jMigration {version: 'BASELINE'})
RETURN head.cursorSecret AS secret
