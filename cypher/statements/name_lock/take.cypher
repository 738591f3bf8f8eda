// Locks names until the end of the transaction, by match key and by the common key of similar full names. Keys must be
// sorted. A lock is a node that is created and deleted, so nothing is left behind. The uniqueness of its key makes the
// next transaction wait.
// mode: write
// parameters: keys
UNWIND $keys AS key
MERGE (lock:NameLock {key: key})
DELETE lock
