// Adds the channel of a video, with its name there.
// mode: write
// parameters: video, rows: [{channel, properties}]
MATCH (video:Video {id: $video})
UNWIND $rows AS row
MATCH (channel:Channel {id: row.channel})
CREATE (channel)-[published:PUBLISHED]->(video)
SET published = row.properties
