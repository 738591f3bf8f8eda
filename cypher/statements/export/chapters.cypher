// Chapters of videos.
// mode: read
// parameters: ids
// columns: properties, more
UNWIND $ids AS id
MATCH (:Video {id: id})-[:HAS_CHAPTER]->(chapter:Chapter)
RETURN properties(chapter) AS properties, {video: id} AS more
ORDER BY id, chapter.index
