// Adds segments to a video.
// parameters: video, rows: [{id, index, text, searchText, startSeconds, endSeconds}]
MATCH (video:Video {id: $video})
UNWIND $rows AS row
CREATE (video)-[:HAS_SEGMENT]->(:Segment {
  id: row.id, index: row.index, text: row.text, searchText: row.searchText,
  startSeconds: row.startSeconds, endSeconds: row.endSeconds
})
