// Notes a failed attempt, with the pause before the next one, or stops the webhook. Gives the lease back.
// mode: write
// parameters: id, fence, error, pause, stop, delivery
MATCH (hook:Webhook {id: $id})
SET hook._lock = 1
REMOVE hook._lock
WITH hook, datetime.realtime() AS now
WHERE hook.fence = $fence
SET hook.failures = hook.failures + 1, hook.error = $error, hook.failedAt = now, hook.failingSince = coalesce(hook.failingSince, now),
  hook.nextAt = now + duration({milliseconds: toInteger($pause * 1000)}), hook.stopped = CASE WHEN $stop THEN true END,
  hook.deliveries = (CASE WHEN $delivery IS NOT NULL THEN [$delivery] ELSE [] END + coalesce(hook.deliveries, []))[..10]
REMOVE hook.leaseUntil
