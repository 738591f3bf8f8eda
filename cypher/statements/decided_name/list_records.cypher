// All decided names, for an export.
// mode: read
// parameters: none
// columns: key, entityId, kind, slug, name, formerId, dropped, detached, history, decidedAt
MATCH (decided:DecidedName)
RETURN decided.key AS key, decided.entityId AS entityId, decided.kind AS kind, decided.slug AS slug, decided.name AS name,
  decided.formerId AS formerId, coalesce(decided.dropped, false) AS dropped, coalesce(decided.detached, false) AS detached,
  decided.history AS history, toString(decided.decidedAt) AS decidedAt
ORDER BY key
