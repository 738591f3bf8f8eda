// All data of merged entities.
// mode: read
// parameters: ids
// columns: id, decisionId, slug, name, kind, entityId, intoId, intoKind, by, reason, mergeId, changes, mergedAt
UNWIND $ids AS id
MATCH (merged:Decision {mergedId: id})
RETURN id, merged.id AS decisionId, merged.slug AS slug, merged.name AS name, merged.kind AS kind, merged.survivorId AS entityId, merged.intoId AS intoId,
  merged.intoKind AS intoKind, merged.by AS by, merged.reason AS reason,
  merged.groupId AS mergeId, merged.changes AS changes, toString(merged.decidedAt) AS mergedAt
ORDER BY id
