// Chapters, in playing order.
//
// yields: chapter: Chapter
// order: chapter.index
MATCH (this)-[:HAS_CHAPTER]->(chapter:Chapter)
