// The topics of a video.
// mode: read
// parameters: video
// columns: topic, properties
MATCH (:Video {id: $video})-[discusses:DISCUSSES]->(topic:Topic)
RETURN topic.id AS topic, properties(discusses) AS properties
