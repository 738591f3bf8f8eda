// Takes the locks of names until the end of the transaction: what spellings of one name share, and what full names
// that are alike share. Keys in their order. A lock is a node that is made and deleted, so that none is left behind:
// the uniqueness of its key makes the next transaction wait.
// parameters: keys
UNWIND $keys AS key
MERGE (lock:NameLock {key: key})
DELETE lock
