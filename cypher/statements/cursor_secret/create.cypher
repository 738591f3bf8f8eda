// Stores a secret for cursors, unless another process has stored one. `secret` is the stored one.
// mode: write
// parameters: fresh
// columns: secret
MATCH (head:__Neo4jMigration {version: 'BASELINE'})
SET head._lock = 1
REMOVE head._lock
WITH head
SET head.cursorSecret = coalesce(head.cursorSecret, $fresh)
RETURN head.cursorSecret AS secret
