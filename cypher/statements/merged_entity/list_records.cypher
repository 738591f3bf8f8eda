// All merged entities, for an export.
// mode: read
// parameters: none
// columns: id, decisionId, slug, name, kind, entityId, intoId, intoKind, by, reason, mergeId, changes, mergedAt
MATCH (merged:MergedEntity)
RETURN merged.id AS id, merged.decisionId AS decisionId, merged.slug AS slug, merged.name AS name, merged.kind AS kind, merged.entityId AS entityId,
  merged.intoId AS intoId, merged.intoKind AS intoKind, merged.by AS by, merged.reason AS reason,
  merged.mergeId AS mergeId, merged.changes AS changes, toString(merged.mergedAt) AS mergedAt
ORDER BY id
