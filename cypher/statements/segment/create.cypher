// Adds segments to videos.
// mode: write
// parameters: rows: [{video, properties}]
UNWIND $rows AS row
WITH row.video AS id, collect(row.properties) AS parts
MATCH (video:Video {id: id})
UNWIND parts AS properties
CREATE (video)-[:HAS_SEGMENT]->(segment:Segment)
SET segment = properties
