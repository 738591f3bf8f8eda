// Records that entities were merged into another one. Entities that were merged into them before now lead to it too.
// mode: write
// parameters: rows: [{id, decisionId, slug, name, kind, changes}], entity, wasKind, mergeId, at, by, reason
UNWIND $rows AS row
MERGE (merged:MergedEntity {id: row.id})
SET merged.decisionId = row.decisionId, merged.slug = row.slug, merged.name = row.name, merged.kind = row.kind, merged.entityId = $entity,
  merged.intoId = $entity, merged.intoKind = $wasKind, merged.mergedAt = datetime($at), merged.writtenAt = datetime(), merged.by = $by,
  merged.reason = $reason, merged.mergeId = $mergeId, merged.changes = row.changes
WITH row
MATCH (earlier:MergedEntity {entityId: row.id})
SET earlier.entityId = $entity
