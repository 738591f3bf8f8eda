// All data of merged entities.
// mode: read
// parameters: ids
// columns: id, decisionId, slug, name, kind, entityId, intoId, intoKind, by, reason, mergeId, changes, mergedAt
UNWIND $ids AS id
MATCH (merged:MergedEntity {id: id})
RETURN id, merged.decisionId AS decisionId, merged.slug AS slug, merged.name AS name, merged.kind AS kind, merged.entityId AS entityId, merged.intoId AS intoId,
  merged.intoKind AS intoKind, merged.by AS by, merged.reason AS reason,
  merged.mergeId AS mergeId, merged.changes AS changes, toString(merged.mergedAt) AS mergedAt
ORDER BY id
