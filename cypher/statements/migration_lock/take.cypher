// Takes the lock, or one with an expired lease; `owner` is then ours. Also extends the lease of our own lock.
// mode: write
// parameters: owner, seconds
// columns: owner
MERGE (lock:__Neo4jMigrationsLock {name: 'videograph'})
ON CREATE SET lock.owner = $owner, lock.until = datetime() + duration({seconds: $seconds})
SET lock._lock = 1
REMOVE lock._lock
WITH lock, lock.owner = $owner OR lock.until < datetime() AS free
SET lock.owner = CASE WHEN free THEN $owner ELSE lock.owner END,
    lock.until = CASE WHEN free THEN datetime() + duration({seconds: $seconds}) ELSE lock.until END
RETURN lock.owner AS owner
