// Deletes chapters by id.
// mode: write
// parameters: ids
UNWIND $ids AS id
MATCH (chapter:Chapter {id: id})
DETACH DELETE chapter
