// Adds topics to videos.
// mode: write
// parameters: rows: [{video, topic, properties}]
UNWIND $rows AS row
MATCH (video:Video {id: row.video})
MATCH (topic:Topic {id: row.topic})
CREATE (video)-[discusses:DISCUSSES]->(topic)
SET discusses = row.properties
