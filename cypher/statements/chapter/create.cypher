// Adds chapters to a video.
// mode: write
// parameters: video, rows: [{properties}]
MATCH (video:Video {id: $video})
UNWIND $rows AS row
CREATE (video)-[:HAS_CHAPTER]->(chapter:Chapter)
SET chapter = row.properties
