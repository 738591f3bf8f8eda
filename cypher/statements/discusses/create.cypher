// Adds topics to a video.
// mode: write
// parameters: video, rows: [{topic, properties}]
MATCH (video:Video {id: $video})
UNWIND $rows AS row
MATCH (topic:Topic {id: row.topic})
CREATE (video)-[discusses:DISCUSSES]->(topic)
SET discusses = row.properties
