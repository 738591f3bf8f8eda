// Deletes chapters by id.
// parameters: ids
UNWIND $ids AS id
MATCH (chapter:Chapter {id: id})
DETACH DELETE chapter
