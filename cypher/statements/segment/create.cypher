// Adds segments to videos.
// mode: write
// parameters: rows: [{video, properties}]
UNWIND $rows AS row
MATCH (video:Video {id: row.video})
CREATE (video)-[:HAS_SEGMENT]->(segment:Segment)
SET segment = row.properties
