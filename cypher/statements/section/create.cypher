// Adds sections to a video's summary.
// mode: write
// parameters: video, rows: [{properties}]
MATCH (video:Video {id: $video})
UNWIND $rows AS row
CREATE (video)-[:HAS_SECTION]->(section:SummarySection)
SET section = row.properties
