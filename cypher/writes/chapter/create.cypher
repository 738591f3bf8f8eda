// Adds chapters to a video.
// parameters: video, rows: [{id, index, title, searchTitle, startSeconds, endSeconds}]
MATCH (video:Video {id: $video})
UNWIND $rows AS row
CREATE (video)-[:HAS_CHAPTER]->(:Chapter {
  id: row.id, index: row.index, title: row.title, searchTitle: row.searchTitle, startSeconds: row.startSeconds,
  endSeconds: row.endSeconds
})
