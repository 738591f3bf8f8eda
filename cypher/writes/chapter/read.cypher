// The chapters of a video.
// parameters: video
// columns: id, index, title, searchTitle, startSeconds, endSeconds
MATCH (:Video {id: $video})-[:HAS_CHAPTER]->(chapter:Chapter)
RETURN chapter.id AS id, chapter.index AS index, chapter.title AS title, chapter.searchTitle AS searchTitle,
  chapter.startSeconds AS startSeconds, chapter.endSeconds AS endSeconds
