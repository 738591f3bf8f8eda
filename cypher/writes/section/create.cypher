// Adds headed parts to a video's summary.
// parameters: video, rows: [{id, index, heading, searchHeading, startSeconds}]
MATCH (video:Video {id: $video})
UNWIND $rows AS row
CREATE (video)-[:HAS_SECTION]->(:SummarySection {
  id: row.id, index: row.index, heading: row.heading, searchHeading: row.searchHeading, startSeconds: row.startSeconds
})
