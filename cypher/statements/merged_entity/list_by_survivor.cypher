// All entities that were merged into this one, the first merge first: `into` is the target of that merge, `intoKind` the
// kind of the target before, if the merge changed it.
// mode: read
// parameters: entity
// columns: id, decisionId, slug, name, kind, into, intoKind, mergeId, changes, mergedAt
MATCH (merged:Decision {survivorId: $entity})
RETURN merged.mergedId AS id, merged.id AS decisionId, merged.slug AS slug, merged.name AS name, merged.kind AS kind,
  coalesce(merged.intoId, merged.survivorId) AS into, merged.intoKind AS intoKind, merged.groupId AS mergeId,
  merged.changes AS changes, toString(merged.decidedAt) AS mergedAt
ORDER BY merged.decidedAt, id
