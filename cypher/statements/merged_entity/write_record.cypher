// Writes merged entities with all their data.
// mode: write
// parameters: rows: [{id, decisionId, slug, name, kind, entityId, intoId, intoKind, by, reason, mergeId, changes, mergedAt}]
UNWIND $rows AS row
MERGE (merged:MergedEntity {id: row.id})
SET merged.decisionId = row.decisionId, merged.slug = row.slug, merged.name = row.name, merged.kind = row.kind, merged.entityId = row.entityId,
  merged.intoId = row.intoId, merged.intoKind = row.intoKind, merged.by = row.by,
  merged.reason = row.reason, merged.mergeId = row.mergeId, merged.changes = row.changes, merged.mergedAt = datetime(row.mergedAt)
