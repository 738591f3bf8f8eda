// Writes merged entities with all their data. A merge that was undone holds again; another merge of the same entity goes.
// mode: write
// parameters: rows: [{id, decisionId, slug, name, kind, entityId, intoId, intoKind, by, reason, mergeId, changes, mergedAt}]
UNWIND $rows AS row
OPTIONAL MATCH (earlier:Decision {mergedId: row.id})
WHERE earlier.id <> row.decisionId
DELETE earlier
WITH DISTINCT row
MERGE (merged:Decision {id: row.decisionId})
SET merged = {id: row.decisionId, sort: 'MERGE', ends: [row.id, row.entityId], detail: row.name, mergedId: row.id, slug: row.slug, name: row.name,
  kind: row.kind, survivorId: row.entityId, intoId: row.intoId, intoKind: row.intoKind, groupId: row.mergeId,
  by: row.by, reason: row.reason, changes: row.changes, decidedAt: datetime(row.mergedAt)}
