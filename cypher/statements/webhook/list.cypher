// All webhooks, the oldest first, each with the number of changes that it has not seen.
// mode: read
// parameters: none
// columns: id, url, kinds, stopped, cursor, waiting, createdAt, sentAt, failures, failedAt, error, nextAt, deliveries
OPTIONAL MATCH (counter:ChangeCounter {id: 'changes'})
WITH coalesce(counter.seq, 0) AS latest
MATCH (hook:Webhook)
RETURN hook.id AS id, hook.url AS url, hook.kinds AS kinds, coalesce(hook.stopped, false) AS stopped, hook.cursor AS cursor,
  latest - hook.cursor AS waiting, toString(hook.createdAt) AS createdAt, toString(hook.sentAt) AS sentAt, hook.failures AS failures,
  toString(hook.failedAt) AS failedAt, hook.error AS error, toString(hook.nextAt) AS nextAt,
  coalesce(hook.deliveries, []) AS deliveries
ORDER BY hook.createdAt, id
