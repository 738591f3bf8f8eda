// Gives the lease back after a look that was broken off, so that it is looked at again soon. `pause`: seconds until then.
// mode: write
// parameters: id, fence, pause
MATCH (follow:Follow {id: $id})
SET follow._lock = 1
REMOVE follow._lock
WITH follow
WHERE follow.fence = $fence
SET follow.nextAt = datetime.realtime() + duration({milliseconds: toInteger($pause * 1000)})
REMOVE follow.leaseUntil
