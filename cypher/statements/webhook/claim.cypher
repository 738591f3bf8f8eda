// Takes the lease of a webhook, unless another process has it. The fence keeps a process that is late from writing.
// mode: write
// parameters: id, seconds
// columns: url, kinds, secrets, cursor, fence, failures, failingFor
MATCH (hook:Webhook {id: $id})
SET hook._lock = 1
REMOVE hook._lock
WITH hook, datetime.realtime() AS now
WHERE hook.stopped IS NULL AND (hook.leaseUntil IS NULL OR hook.leaseUntil <= now) AND (hook.nextAt IS NULL OR hook.nextAt <= now)
SET hook.fence = hook.fence + 1, hook.leaseUntil = now + duration({milliseconds: toInteger($seconds * 1000)})
RETURN hook.url AS url, hook.kinds AS kinds, [hook.secret] + CASE WHEN hook.earlierUntil > now THEN [hook.earlierSecret] ELSE [] END AS secrets, hook.cursor AS cursor, hook.fence AS fence, hook.failures AS failures,
  CASE WHEN hook.failingSince IS NULL THEN 0.0 ELSE toFloat(duration.inSeconds(hook.failingSince, now).seconds) END AS failingFor
