// Records that entities were merged into another one. Entities that were merged into them before now lead to it too.
// mode: write
// parameters: rows: [{id, decisionId, slug, name, kind, changes}], entity, wasKind, mergeId, at, by, reason
UNWIND $rows AS row
MERGE (merged:Decision {mergedId: row.id})
SET merged = {id: row.decisionId, sort: 'MERGE', ends: [row.id, $entity], detail: row.name, mergedId: row.id, slug: row.slug, name: row.name,
  kind: row.kind, survivorId: $entity, intoId: $entity, intoKind: $wasKind, groupId: $mergeId,
  by: $by, reason: $reason, changes: row.changes, decidedAt: datetime($at), writtenAt: datetime()}
WITH row
MATCH (earlier:Decision {survivorId: row.id})
SET earlier.survivorId = $entity, earlier.ends = [earlier.mergedId, $entity]
