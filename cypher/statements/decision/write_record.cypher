// Writes corrections.
// mode: write
// parameters: rows: [{id, sort, entityId, slug, name, kind, detail, normalName, by, reason, changes, decidedAt}]
UNWIND $rows AS row
MERGE (decision:Decision {id: row.id})
SET decision.sort = row.sort, decision.entityId = row.entityId, decision.slug = row.slug, decision.name = row.name,
  decision.kind = row.kind, decision.detail = row.detail, decision.normalName = row.normalName, decision.by = row.by, decision.reason = row.reason, decision.changes = row.changes,
  decision.decidedAt = datetime(row.decidedAt)
