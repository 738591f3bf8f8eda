// Takes back that an entity was merged; what had been merged into it before leads to it again.
// parameters: id, ids
MATCH (merged:MergedEntity {id: $id})
DELETE merged
WITH count(*) AS deleted
UNWIND $ids AS one
MATCH (earlier:MergedEntity {id: one})
SET earlier.entityId = $id
