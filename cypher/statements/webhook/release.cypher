// Gives the lease of a webhook back.
// mode: write
// parameters: id, fence
MATCH (hook:Webhook {id: $id})
SET hook._lock = 1
REMOVE hook._lock
WITH hook
WHERE hook.fence = $fence
REMOVE hook.leaseUntil
