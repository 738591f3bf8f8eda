// Adds to the counts of topics.
// mode: write
// parameters: rows: [{id, videos}]
UNWIND $rows AS row
MATCH (topic:Topic {id: row.id})
SET topic.videoCount = topic.videoCount + row.videos
