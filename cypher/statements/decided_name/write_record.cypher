// Writes decided names with all their data.
// mode: write
// parameters: rows: [{key, entityId, kind, slug, name, formerId, dropped, detached, history, decidedAt}]
UNWIND $rows AS row
MERGE (decided:DecidedName {key: row.key})
SET decided.entityId = row.entityId, decided.kind = row.kind, decided.slug = row.slug, decided.name = row.name,
  decided.formerId = row.formerId, decided.dropped = CASE WHEN row.dropped THEN true END,
  decided.detached = CASE WHEN row.detached THEN true END,
  decided.history = row.history, decided.decidedAt = datetime(row.decidedAt)
