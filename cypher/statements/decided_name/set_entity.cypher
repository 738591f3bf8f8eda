// Decides what names stand for, and overrides earlier decisions. The first owner of a name is kept.
// mode: write
// parameters: rows: [{key, former}], entity, kind, slug, entityName
UNWIND $rows AS row
MERGE (decided:DecidedName {key: row.key})
SET decided.entityId = $entity, decided.kind = $kind, decided.slug = $slug, decided.name = $entityName,
  decided.formerId = coalesce(decided.formerId, row.former), decided.decidedAt = datetime()
REMOVE decided.dropped, decided.history
