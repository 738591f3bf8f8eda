// Notes the last change that was sent or left out, and extends the lease. No row if another process has it.
// mode: write
// parameters: id, fence, cursor, seconds, sent
// columns: id
MATCH (hook:Webhook {id: $id})
SET hook._lock = 1
REMOVE hook._lock
WITH hook, datetime.realtime() AS now
WHERE hook.fence = $fence
SET hook.cursor = $cursor, hook.leaseUntil = now + duration({milliseconds: toInteger($seconds * 1000)}), hook.sentAt = CASE WHEN $sent THEN now ELSE hook.sentAt END,
  hook.failures = CASE WHEN $sent THEN 0 ELSE hook.failures END
FOREACH (_ IN CASE WHEN $sent THEN [1] ELSE [] END |
  REMOVE hook.error, hook.failedAt, hook.failingSince, hook.nextAt
)
RETURN hook.id AS id
