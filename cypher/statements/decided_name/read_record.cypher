// All data of decided names, for other graphs and for undoing decisions.
// mode: read
// parameters: keys
// columns: key, entityId, kind, slug, name, formerId, dropped, detached, history, decidedAt
UNWIND $keys AS key
MATCH (decided:DecidedName {key: key})
RETURN key, decided.entityId AS entityId, decided.kind AS kind, decided.slug AS slug, decided.name AS name,
  decided.formerId AS formerId, coalesce(decided.dropped, false) AS dropped, coalesce(decided.detached, false) AS detached,
  decided.history AS history, toString(decided.decidedAt) AS decidedAt
ORDER BY key
