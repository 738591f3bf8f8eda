// Adds topics to a video.
// parameters: video, rows: [{topic, segmentCount, firstSeconds, name}]
MATCH (video:Video {id: $video})
UNWIND $rows AS row
MATCH (topic:Topic {id: row.topic})
CREATE (video)-[:DISCUSSES {
  segmentCount: row.segmentCount, firstSeconds: row.firstSeconds, name: row.name
}]->(topic)
