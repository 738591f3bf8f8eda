// Adds segments to videos.
// mode: write
// parameters: rows: [{video, properties}]
UNWIND $rows AS row
WITH row.video AS id, collect(row) AS rows
MATCH (video:Video {id: id})
UNWIND rows AS row
CREATE (video)-[:HAS_SEGMENT]->(segment:Segment)
SET segment = row.properties
