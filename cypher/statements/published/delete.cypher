// Removes the channels of videos.
// mode: write
// parameters: rows: [{video, channel}]
UNWIND $rows AS row
MATCH (:Channel {id: row.channel})-[published:PUBLISHED]->(:Video {id: row.video})
DELETE published
