// Numbers of hits by speaker, video, channel, topic and year, each with its sort key, and whether only the first `places` places of hits were read. They are not sorted here, because each row would then contain all hits in memory. `moments` give speakers and topics, `talks` give video, channel and year.
// mode: read
// parameters: asked, places
// columns: speakers, videos, channels, topics, years, truncated
CALL () {
  UNWIND $asked.hits.VIDEO AS id
  MATCH (video:Video)
  WHERE video.id = id
  RETURN 'VIDEO ' + id AS hit, video, video AS place, true AS talks, true AS moments
  UNION ALL
  UNWIND $asked.hits.CHAPTER AS id
  MATCH (chapter:Chapter)
  WHERE chapter.id = id
  MATCH (chapter)<-[:HAS_CHAPTER]-(video:Video)
  RETURN id AS hit, video, video AS place, true AS talks, true AS moments
  UNION ALL
  UNWIND $asked.hits.SUMMARY AS id
  CALL (id) {
    MATCH (video:Video)
    WHERE video.id = id
    RETURN video
    UNION ALL
    MATCH (section:SummarySection)
    WHERE section.id = id
    MATCH (section)<-[:HAS_SECTION]-(video:Video)
    RETURN video
    UNION ALL
    MATCH (bullet:SummaryBullet)
    WHERE bullet.id = id
    MATCH (bullet)<-[:HAS_BULLET]-(:SummarySection)<-[:HAS_SECTION]-(video:Video)
    RETURN video
  }
  RETURN 'SUMMARY ' + id AS hit, video, video AS place, true AS talks, true AS moments
  UNION ALL
  UNWIND $asked.hits.TRANSCRIPT AS id
  MATCH (place:Segment)
  WHERE place.id = id
  MATCH (place)<-[:HAS_SEGMENT]-(video:Video)
  RETURN id AS hit, video, place, true AS talks, true AS moments
  UNION ALL
  UNWIND $asked.hits.TOPIC AS id
  MATCH (topic:Topic)
  WHERE topic.id = id AND $asked.talks
  MATCH (topic)<-[:DISCUSSES]-(video:Video)
  WITH id, video, video AS place
  WHERE true /* place */
  RETURN id AS hit, video, place, true AS talks, false AS moments
  UNION ALL
  UNWIND $asked.hits.TOPIC AS id
  MATCH (topic:Topic)
  WHERE topic.id = id AND $asked.moments
  MATCH (topic)<-[:ABOUT]-(place:Segment)<-[:HAS_SEGMENT]-(video:Video)
  WHERE true /* place */
  RETURN id AS hit, video, place, NOT $asked.talks AS talks, true AS moments
  UNION ALL
  UNWIND $asked.hits.ENTITY AS id
  MATCH (entity:Entity)
  WHERE entity.id = id AND $asked.talks
  MATCH (entity)<-[:FEATURES]-(video:Video)
  WITH id, video, video AS place
  WHERE true /* place */
  RETURN id AS hit, video, place, true AS talks, false AS moments
  UNION ALL
  UNWIND $asked.hits.ENTITY AS id
  MATCH (entity:Entity)
  WHERE entity.id = id AND $asked.moments
  MATCH (entity)<-[:MENTIONS]-(place:Segment)<-[:HAS_SEGMENT]-(video:Video)
  WHERE true /* place */
  RETURN id AS hit, video, place, NOT $asked.talks AS talks, true AS moments
}
WITH hit, video, place, talks, moments
LIMIT $places
WITH collect({hit: hit, video: video, place: place, talks: talks, moments: moments}) AS found
CALL (found) {
  UNWIND found AS one
  WITH one
  WHERE one.moments AND 'speakers' IN $asked.wanted
  WITH one.hit AS hit, one.place AS place
  MATCH (place)-[:SPOKEN_BY|HAS_SPEAKER]->(:Speaker)-[:IS]->(person:Person)
  WITH person, count(DISTINCT hit) AS count
  RETURN collect([person.id, count, person.searchName]) AS speakers
}
CALL (found) {
  UNWIND found AS one
  WITH one
  WHERE one.talks AND 'videos' IN $asked.wanted
  WITH one.hit AS hit, one.video AS video
  WITH video, count(DISTINCT hit) AS count
  RETURN collect([video.id, count, video.searchTitle]) AS videos
}
CALL (found) {
  UNWIND found AS one
  WITH one
  WHERE one.talks AND 'channels' IN $asked.wanted
  WITH one.hit AS hit, one.video AS video
  MATCH (video)<-[:PUBLISHED]-(channel:Channel)
  WITH channel, count(DISTINCT hit) AS count
  RETURN collect([channel.id, count, channel.name]) AS channels
}
CALL (found) {
  UNWIND found AS one
  WITH one
  WHERE one.moments AND 'topics' IN $asked.wanted
  WITH one.hit AS hit, one.place AS place
  MATCH (place)-[:ABOUT|DISCUSSES]->(topic:Topic)
  WITH topic, count(DISTINCT hit) AS count
  RETURN collect([topic.id, count, topic.searchName]) AS topics
}
CALL (found) {
  UNWIND found AS one
  WITH one
  WHERE one.talks AND 'years' IN $asked.wanted
  WITH one.hit AS hit, one.video.publishedOn.year AS year
  WHERE year IS NOT NULL
  WITH year, count(DISTINCT hit) AS count
  RETURN collect([year, count, -year]) AS years
}
RETURN speakers, videos, channels, topics, years, size(found) = $places AS truncated
