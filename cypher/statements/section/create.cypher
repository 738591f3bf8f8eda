// Adds sections to the summaries of videos.
// mode: write
// parameters: rows: [{video, properties}]
UNWIND $rows AS row
MATCH (video:Video {id: row.video})
CREATE (video)-[:HAS_SECTION]->(section:SummarySection)
SET section = row.properties
