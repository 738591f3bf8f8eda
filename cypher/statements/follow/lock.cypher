// Takes the lock of a follow whose lease this process has, and extends the lease. No row if another process has it.
// mode: write
// parameters: id, fence, seconds
// columns: id
MATCH (follow:Follow {id: $id})
SET follow._lock = 1
REMOVE follow._lock
WITH follow
WHERE follow.fence = $fence
SET follow.leaseUntil = datetime.realtime() + duration({milliseconds: toInteger($seconds * 1000)})
RETURN follow.id AS id
