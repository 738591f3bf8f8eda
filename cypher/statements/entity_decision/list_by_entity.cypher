// All corrections on entities.
// mode: read
// parameters: ids
// columns: id, sort, entityId, slug, name, kind, detail, by, reason, changes, decidedAt
UNWIND $ids AS entity
MATCH (decision:Decision {entityId: entity})
RETURN decision.id AS id, decision.sort AS sort, decision.entityId AS entityId, decision.slug AS slug, decision.name AS name,
  decision.kind AS kind, decision.detail AS detail, decision.by AS by, decision.reason AS reason, decision.changes AS changes,
  toString(decision.decidedAt) AS decidedAt
ORDER BY id
