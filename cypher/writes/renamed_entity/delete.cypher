// Takes back which names are shown for entities.
// parameters: ids
UNWIND $ids AS id
MATCH (renamed:RenamedEntity {id: id})
DELETE renamed
