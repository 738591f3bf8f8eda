// Ends a look at a feed, and gives the lease back. A look that was not complete goes on later. `pause`: seconds until the next one.
// mode: write
// parameters: id, fence, title, etag, modified, seconds, pause, message, complete
MATCH (follow:Follow {id: $id})
SET follow._lock = 1
REMOVE follow._lock
WITH follow, datetime.realtime() AS now
WHERE follow.fence = $fence
SET follow.title = coalesce($title, follow.title), follow.etag = $etag, follow.modified = $modified, follow.seconds = $seconds, follow.checkedAt = CASE WHEN $complete THEN now ELSE follow.checkedAt END,
  follow.nextAt = now + duration({milliseconds: toInteger($pause * 1000)}), follow.failures = 0, follow.error = $message
REMOVE follow.leaseUntil, follow.failedAt
