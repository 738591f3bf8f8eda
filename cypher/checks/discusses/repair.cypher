// Corrects DISCUSSES.
// mode: write
// parameters: rows: [{video, topic, segmentCount, firstSeconds}]
UNWIND $rows AS row
MATCH (video:Video {id: row.video})
MATCH (topic:Topic {id: row.topic})
CALL (video, topic) {
  MATCH (video)-[discusses:DISCUSSES]->(topic)
  RETURN collect(discusses) AS stored
}
FOREACH (extra IN tail(stored) | DELETE extra)
MERGE (video)-[discusses:DISCUSSES]->(topic)
SET discusses.segmentCount = row.segmentCount,
    discusses.firstSeconds = nullIf(row.firstSeconds, -1.0),
    discusses.name = coalesce(discusses.name, topic.name),
    discusses.authority = coalesce(discusses.authority, video.authority)
