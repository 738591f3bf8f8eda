// Makes two locks of one name impossible. Changes the schema, so it needs a transaction of its own.
// mode: write
// parameters: none
CREATE CONSTRAINT migration_lock_name IF NOT EXISTS
FOR (lock:__Neo4jMigrationsLock) REQUIRE lock.name IS UNIQUE
