// Stored topics, with new counts and their spellings in videos.
// mode: read
// parameters: none
// columns: id, name, searchName, videoCount, videos, names
MATCH (topic:Topic)
CALL (topic) {
  OPTIONAL MATCH (topic)<-[discusses:DISCUSSES]-(video:Video)
  RETURN count(DISTINCT video) AS videos, collect(DISTINCT discusses.name) AS names
}
RETURN topic.id AS id, topic.name AS name, topic.searchName AS searchName, topic.videoCount AS videoCount, videos,
  names
