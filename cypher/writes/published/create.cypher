// Says which channel published a video, and what it is called there.
// parameters: video, rows: [{channel, name, url}]
MATCH (video:Video {id: $video})
UNWIND $rows AS row
MATCH (channel:Channel {id: row.channel})
CREATE (channel)-[:PUBLISHED {name: row.name, url: row.url}]->(video)
