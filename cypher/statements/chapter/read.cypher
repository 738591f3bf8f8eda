// The chapters of a video.
// mode: read
// parameters: video
// columns: properties
MATCH (:Video {id: $video})-[:HAS_CHAPTER]->(chapter:Chapter)
RETURN properties(chapter) AS properties
