// The secret that signs cursors. It is on the first node of the migrations, which no import, export or query of the API reads.
// mode: read
// parameters: none
// columns: secret
MATCH (head:__Neo4jMigration {version: 'BASELINE'})
RETURN head.cursorSecret AS secret
