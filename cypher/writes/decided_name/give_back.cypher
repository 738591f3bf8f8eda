// Notes what names stand for that a merge had given to another entity; `former` is whose they were before an earlier merge.
// parameters: rows: [{key, former}], entity, kind, slug, entityName
UNWIND $rows AS row
MATCH (decided:DecidedName {key: row.key})
SET decided.entityId = $entity, decided.kind = $kind, decided.slug = $slug, decided.name = $entityName,
  decided.formerId = row.former, decided.decidedAt = datetime()
