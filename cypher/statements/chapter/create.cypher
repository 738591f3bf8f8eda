// Adds chapters to videos.
// mode: write
// parameters: rows: [{video, properties}]
UNWIND $rows AS row
MATCH (video:Video {id: row.video})
CREATE (video)-[:HAS_CHAPTER]->(chapter:Chapter)
SET chapter = row.properties
