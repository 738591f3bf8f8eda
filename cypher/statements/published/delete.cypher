// Removes the channel of a video.
// mode: write
// parameters: video, rows: [{channel}]
UNWIND $rows AS row
MATCH (:Channel {id: row.channel})-[published:PUBLISHED]->(:Video {id: $video})
DELETE published
