// Webhooks that have not seen the latest change, are not stopped, do not pause, and that no process sends.
// mode: read
// parameters: none
// columns: id
MATCH (hook:Webhook)
WHERE hook.stopped IS NULL AND (hook.nextAt IS NULL OR hook.nextAt <= datetime()) AND (hook.leaseUntil IS NULL OR hook.leaseUntil <= datetime())
MATCH (counter:ChangeCounter {id: 'changes'})
WHERE counter.seq <> hook.cursor
RETURN hook.id AS id
