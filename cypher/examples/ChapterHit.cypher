// A chapter that a search found.
MATCH (video:Video {id: 'video:videograph-lecun-leaves-meta'})-[:HAS_CHAPTER]->(chapter:Chapter)
WITH {video: video, chapter: chapter} AS this LIMIT 1
