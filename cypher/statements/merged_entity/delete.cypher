// Undoes the merge of an entity. Entities that were merged into it before lead to it again.
// mode: write
// parameters: id, ids
MATCH (merged:MergedEntity {id: $id})
DELETE merged
WITH count(*) AS deleted
UNWIND $ids AS one
MATCH (earlier:MergedEntity {id: one})
SET earlier.entityId = $id
