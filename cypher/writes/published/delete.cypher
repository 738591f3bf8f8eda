// Removes the channel of a video.
// parameters: video, rows: [{channel}]
UNWIND $rows AS row
MATCH (:Channel {id: row.channel})-[published:PUBLISHED]->(:Video {id: $video})
DELETE published
