// Writes corrections of entities. One that was undone holds again.
// mode: write
// parameters: rows: [{id, sort, entityId, slug, name, kind, detail, normalName, by, reason, changes, decidedAt}]
UNWIND $rows AS row
MERGE (decision:Decision {id: row.id})
SET decision = {id: row.id, sort: row.sort, ends: [row.entityId], entityId: row.entityId, slug: row.slug, name: row.name, kind: row.kind,
  detail: row.detail, normalName: row.normalName, by: row.by, reason: row.reason, changes: row.changes, decidedAt: datetime(row.decidedAt)}
