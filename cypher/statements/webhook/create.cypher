// Adds a webhook, which begins after the latest change. No kinds: all kinds.
// mode: write
// parameters: id, url, kinds, secret
// columns: id
OPTIONAL MATCH (counter:ChangeCounter {id: 'changes'})
WITH coalesce(counter.seq, 0) AS latest
CREATE (hook:Webhook {id: $id})
SET hook.url = $url, hook.kinds = $kinds, hook.secret = $secret, hook.cursor = latest, hook.createdAt = datetime(), hook.fence = 0, hook.failures = 0
RETURN hook.id AS id
