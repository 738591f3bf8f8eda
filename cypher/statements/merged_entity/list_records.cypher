// All merged entities, for an export.
// mode: read
// parameters: none
// columns: id, decisionId, slug, name, kind, entityId, intoId, intoKind, by, reason, mergeId, changes, mergedAt
MATCH (merged:Decision)
WHERE merged.mergedId IS NOT NULL
RETURN merged.mergedId AS id, merged.id AS decisionId, merged.slug AS slug, merged.name AS name, merged.kind AS kind, merged.survivorId AS entityId,
  merged.intoId AS intoId, merged.intoKind AS intoKind, merged.by AS by, merged.reason AS reason,
  merged.groupId AS mergeId, merged.changes AS changes, toString(merged.decidedAt) AS mergedAt
ORDER BY id
