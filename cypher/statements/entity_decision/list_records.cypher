// All corrections, for an export.
// mode: read
// parameters: none
// columns: id, sort, entityId, slug, name, kind, detail, by, reason, changes, decidedAt
MATCH (decision:Decision)
WHERE decision.entityId IS NOT NULL
RETURN decision.id AS id, decision.sort AS sort, decision.entityId AS entityId, decision.slug AS slug, decision.name AS name,
  decision.kind AS kind, decision.detail AS detail, decision.by AS by, decision.reason AS reason, decision.changes AS changes,
  toString(decision.decidedAt) AS decidedAt
ORDER BY id
