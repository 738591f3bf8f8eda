// A chapter by its id.
//
// yields: chapter: Chapter
MATCH (chapter:Chapter)
WHERE chapter.id IN $ids
