// Every node from imports and decisions, for the fingerprint: labels and properties, without kept documents, deletions, keys, jobs, uploads, webhooks, followed feeds and the log of changes.
// mode: read
// parameters: none
// columns: labels, properties
MATCH (node)
WHERE NOT node:__Neo4jMigration AND NOT node:__Neo4jMigrationsLock AND NOT node:KeptDocument AND NOT node:ApiKey
  AND NOT node:Change AND NOT node:ChangeCounter
  AND NOT node:Upload AND NOT node:IdempotencyKey
  AND NOT (node:Decision AND (node.undoneAt IS NOT NULL OR node.sort IN ['DELETE_VIDEO', 'EXTRACT_AGAIN']))
  AND NOT node:Job AND NOT node:JobInput AND NOT node:JobQueue AND NOT node:Webhook AND NOT node:Follow AND NOT node:Episode
RETURN labels(node) AS labels, properties(node) AS properties
