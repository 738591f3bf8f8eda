// Gives names back to the entities that had them before a merge. `former` is the owner before an earlier merge.
// mode: write
// parameters: rows: [{key, former}], entity, kind, slug, entityName
UNWIND $rows AS row
MATCH (decided:DecidedName {key: row.key})
SET decided.entityId = $entity, decided.kind = $kind, decided.slug = $slug, decided.name = $entityName,
  decided.formerId = row.former, decided.history = null, decided.decidedAt = datetime()
