// A chapter that a search found, with its video.
//
// yields: hit: MAP
// key: hit.id
// texts: hit.chapter.title
MATCH (video:Video)-[:HAS_CHAPTER]->(chapter:Chapter)
WHERE chapter.id IN $ids
WITH {id: chapter.id, chapter: chapter, video: video} AS hit
