// All that has become this entity, the first merge first: `into` is what it was merged into then, `intoKind` the kind that
// this had before, where the merge has changed it.
// parameters: entity
// columns: id, slug, name, kind, into, intoKind, mergedAt
MATCH (merged:MergedEntity {entityId: $entity})
RETURN merged.id AS id, merged.slug AS slug, merged.name AS name, merged.kind AS kind,
  coalesce(merged.intoId, merged.entityId) AS into, merged.intoKind AS intoKind, toString(merged.mergedAt) AS mergedAt
ORDER BY merged.mergedAt, id
