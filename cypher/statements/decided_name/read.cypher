// Decisions on names.
// mode: read
// parameters: keys
// columns: key, entity, kind, slug, name, replaced, dropped, detached
UNWIND $keys AS key
MATCH (decided:DecidedName {key: key})
RETURN key, decided.entityId AS entity, decided.kind AS kind, decided.slug AS slug, decided.name AS name,
  decided.formerId IS NOT NULL AS replaced, coalesce(decided.dropped, false) AS dropped, coalesce(decided.detached, false) AS detached
