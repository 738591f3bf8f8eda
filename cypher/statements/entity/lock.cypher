// Creates missing entities, and takes the write lock of all. Rows must be in the order of their ids.
// mode: write
// parameters: rows: [{id, label, kind, slug, name, searchName}]
UNWIND $rows AS row
MERGE (entity:Entity {id: row.id})
ON CREATE SET entity:$(row.label), entity.kind = row.kind, entity.slug = row.slug, entity.name = row.name,
  entity.searchName = row.searchName, entity.mentionCount = 0, entity.videoCount = 0, entity.relationshipCount = 0
SET entity._lock = 1
REMOVE entity._lock
