// All merged entities, for an export.
// mode: read
// parameters: none
// columns: id, slug, name, kind, entityId, intoId, intoKind, by, reason, mergedAt
MATCH (merged:MergedEntity)
RETURN merged.id AS id, merged.slug AS slug, merged.name AS name, merged.kind AS kind, merged.entityId AS entityId,
  merged.intoId AS intoId, merged.intoKind AS intoKind, merged.by AS by, merged.reason AS reason,
  toString(merged.mergedAt) AS mergedAt
ORDER BY id
