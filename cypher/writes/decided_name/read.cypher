// What was decided on names.
// parameters: keys
// columns: key, entity, kind, slug, name, replaced
UNWIND $keys AS key
MATCH (decided:DecidedName {key: key})
RETURN key, decided.entityId AS entity, decided.kind AS kind, decided.slug AS slug, decided.name AS name,
  decided.formerId IS NOT NULL AS replaced
