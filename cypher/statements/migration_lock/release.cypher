// Releases the lock.
// mode: write
// parameters: owner
MATCH (lock:__Neo4jMigrationsLock {name: 'videograph', owner: $owner})
DELETE lock
