// The voices of a video.
// parameters: video
// columns: id, label, speakingSeconds, segmentCount, person
MATCH (:Video {id: $video})-[:HAS_SPEAKER]->(speaker:Speaker)
OPTIONAL MATCH (speaker)-[:IS]->(person:Entity)
RETURN speaker.id AS id, speaker.label AS label, speaker.speakingSeconds AS speakingSeconds,
  speaker.segmentCount AS segmentCount, person.id AS person
