// Takes the lock, or the one that a process left behind; `owner` is then ours. Also prolongs the lease of one's own.
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
