// Gives the lease of a webhook back. `error`: why its process does not send.
// mode: write
// parameters: id, fence, error
MATCH (hook:Webhook {id: $id})
SET hook._lock = 1
REMOVE hook._lock
WITH hook
WHERE hook.fence = $fence
SET hook.error = coalesce($error, hook.error)
REMOVE hook.leaseUntil
