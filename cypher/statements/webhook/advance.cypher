// Notes the last change that was sent or left out, and extends the lease. No row if another process has it.
// mode: write
// parameters: id, fence, cursor, seconds, delivery
// columns: id
MATCH (hook:Webhook {id: $id})
SET hook._lock = 1
REMOVE hook._lock
WITH hook, datetime.realtime() AS now
WHERE hook.fence = $fence
SET hook.cursor = $cursor, hook.leaseUntil = now + duration({milliseconds: toInteger($seconds * 1000)}), hook.sentAt = CASE WHEN $delivery IS NOT NULL THEN now ELSE hook.sentAt END,
  hook.failures = CASE WHEN $delivery IS NOT NULL THEN 0 ELSE hook.failures END
FOREACH (delivery IN CASE WHEN $delivery IS NOT NULL THEN [$delivery] ELSE [] END |
  SET hook.deliveries = ([delivery] + coalesce(hook.deliveries, []))[..10]
  REMOVE hook.error, hook.failedAt, hook.failingSince, hook.nextAt
)
RETURN hook.id AS id
