// Notes a look at a feed that failed, with the pause before the next one, or stops the follow. Gives the lease back.
// mode: write
// parameters: id, fence, error, pause, stop
MATCH (follow:Follow {id: $id})
SET follow._lock = 1
REMOVE follow._lock
WITH follow, datetime.realtime() AS now
WHERE follow.fence = $fence
SET follow.failures = follow.failures + 1, follow.error = $error, follow.failedAt = now,
  follow.nextAt = now + duration({milliseconds: toInteger($pause * 1000)}), follow.stopped = CASE WHEN $stop THEN true END
REMOVE follow.leaseUntil
