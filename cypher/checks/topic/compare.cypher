// Stored topics, with new counts and their spellings in videos.
// mode: read
// parameters: none
// columns: id, name, searchName, nameFrom, videoCount, videos, names
MATCH (topic:Topic)
CALL (topic) {
  OPTIONAL MATCH (topic)<-[discusses:DISCUSSES]-(video:Video)
  RETURN count(DISTINCT video) AS videos, collect(DISTINCT {value: discusses.name, authority: discusses.authority}) AS names
}
RETURN topic.id AS id, topic.name AS name, topic.searchName AS searchName, topic.nameFrom AS nameFrom,
  topic.videoCount AS videoCount, videos, names
