// Lets a webhook go on at once, after its failures. `skip` changes are left out. No row if there is none.
// mode: write
// parameters: id, skip
// columns: id
OPTIONAL MATCH (counter:ChangeCounter {id: 'changes'})
WITH coalesce(counter.seq, 0) AS latest, coalesce(counter.expiredTo, 0) AS expired
MATCH (hook:Webhook {id: $id})
SET hook._lock = 1
REMOVE hook._lock
WITH hook, latest, CASE WHEN hook.cursor < expired THEN expired ELSE hook.cursor END AS cursor
SET hook.cursor = CASE WHEN cursor + $skip > latest THEN latest ELSE cursor + $skip END, hook.fence = hook.fence + 1, hook.failures = 0
REMOVE hook.stopped, hook.error, hook.failedAt, hook.failingSince, hook.nextAt, hook.leaseUntil
RETURN hook.id AS id
