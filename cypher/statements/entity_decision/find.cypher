// Corrections of one sort on the entities that an id or a slug may mean, the latest first.
// mode: read
// parameters: reference, sort
// columns: id, entityId, slug, name, kind, detail, changes, decidedAt
CALL () {
  MATCH (decision:Decision {entityId: $reference})
  RETURN decision
  UNION
  MATCH (decision:Decision {slug: $reference})
  RETURN decision
}
WITH decision
WHERE decision.sort = $sort
RETURN decision.id AS id, decision.entityId AS entityId, decision.slug AS slug, decision.name AS name, decision.kind AS kind,
  decision.detail AS detail, decision.changes AS changes, toString(decision.decidedAt) AS decidedAt
ORDER BY decision.decidedAt DESC, id
