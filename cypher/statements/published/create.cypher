// Adds the channels of videos, with their names there.
// mode: write
// parameters: rows: [{video, channel, properties}]
UNWIND $rows AS row
MATCH (video:Video {id: row.video})
MATCH (channel:Channel {id: row.channel})
CREATE (channel)-[published:PUBLISHED]->(video)
SET published = row.properties
