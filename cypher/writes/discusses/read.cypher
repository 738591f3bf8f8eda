// The topics of a video.
// parameters: video
// columns: topic, segmentCount, firstSeconds, name
MATCH (:Video {id: $video})-[discusses:DISCUSSES]->(topic:Topic)
RETURN topic.id AS topic, discusses.segmentCount AS segmentCount, discusses.firstSeconds AS firstSeconds,
  discusses.name AS name
