// Corrections by their ids, with the time.
// mode: read
// parameters: ids
// columns: id, sort, entityId, slug, name, kind, detail, by, reason, changes, decidedAt
UNWIND $ids AS id
MATCH (decision:Decision {id: id})
WHERE decision.entityId IS NOT NULL
RETURN id, decision.sort AS sort, decision.entityId AS entityId, decision.slug AS slug, decision.name AS name, decision.kind AS kind,
  decision.detail AS detail, decision.by AS by, decision.reason AS reason, decision.changes AS changes, toString(decision.decidedAt) AS decidedAt
