// Adds chapters to a video.
// parameters: video, rows: [{id, index, title, startSeconds, endSeconds}]
MATCH (video:Video {id: $video})
UNWIND $rows AS row
CREATE (video)-[:HAS_CHAPTER]->(:Chapter {
  id: row.id, index: row.index, title: row.title, startSeconds: row.startSeconds, endSeconds: row.endSeconds
})
