// The videos that the ids in one condition of a search lead to, at most `limit`. All hits are in these videos.
// mode: read
// parameters: start, limit
// columns: ids
CALL () {
  UNWIND $start.videos AS id
  MATCH (video:Video)
  WHERE video.id = id
  RETURN video
  UNION
  UNWIND $start.speakers AS id
  MATCH (person:Entity)
  WHERE person.id = id
  MATCH (person)<-[:IS]-(:Speaker)<-[:HAS_SPEAKER]-(video:Video)
  RETURN video
  UNION
  UNWIND $start.topics AS id
  MATCH (topic:Topic)
  WHERE topic.id = id
  MATCH (topic)<-[:DISCUSSES]-(video:Video)
  RETURN video
  UNION
  UNWIND $start.channels AS id
  MATCH (channel:Channel)
  WHERE channel.id = id
  MATCH (channel)-[:PUBLISHED]->(video:Video)
  RETURN video
}
WITH video
LIMIT $limit
RETURN collect(video.id) AS ids
