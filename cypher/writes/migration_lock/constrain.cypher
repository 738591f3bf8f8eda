// Makes two locks of one name impossible. Schema: runs by itself.
// parameters: none
CREATE CONSTRAINT migration_lock_name IF NOT EXISTS
FOR (lock:__Neo4jMigrationsLock) REQUIRE lock.name IS UNIQUE
