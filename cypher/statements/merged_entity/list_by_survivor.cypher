// All entities that were merged into this one, the first merge first: `into` is the target of that merge, `intoKind` the
// kind of the target before, if the merge changed it.
// mode: read
// parameters: entity
// columns: id, decisionId, slug, name, kind, into, intoKind, mergeId, changes, mergedAt
MATCH (merged:MergedEntity {entityId: $entity})
RETURN merged.id AS id, merged.decisionId AS decisionId, merged.slug AS slug, merged.name AS name, merged.kind AS kind,
  coalesce(merged.intoId, merged.entityId) AS into, merged.intoKind AS intoKind, merged.mergeId AS mergeId,
  merged.changes AS changes, toString(merged.mergedAt) AS mergedAt
ORDER BY merged.mergedAt, id
