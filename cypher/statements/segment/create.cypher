// Adds segments to a video.
// mode: write
// parameters: video, rows: [{properties}]
MATCH (video:Video {id: $video})
UNWIND $rows AS row
CREATE (video)-[:HAS_SEGMENT]->(segment:Segment)
SET segment = row.properties
