// Adds voices to a video, and says whose they are where that is known.
// parameters: video, rows: [{id, label, speakingSeconds, segmentCount, person}]
MATCH (video:Video {id: $video})
UNWIND $rows AS row
CREATE (video)-[:HAS_SPEAKER]->(speaker:Speaker {
  id: row.id, label: row.label, speakingSeconds: row.speakingSeconds, segmentCount: row.segmentCount
})
WITH speaker, row
WHERE row.person IS NOT NULL
MATCH (person:Entity {id: row.person})
CREATE (speaker)-[:IS]->(person)
