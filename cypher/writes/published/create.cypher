// Says which channel published a video, and what it is called there.
// parameters: video, rows: [{channel, properties}]
MATCH (video:Video {id: $video})
UNWIND $rows AS row
MATCH (channel:Channel {id: row.channel})
CREATE (channel)-[published:PUBLISHED]->(video)
SET published = row.properties
