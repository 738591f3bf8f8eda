// Persons with one of these first or family names who speak in a channel: the alias that matched, and dates and titles
// of the other videos of the channel in which the person speaks (among the first 500 videos). `firsts` end with a
// space.
// mode: read
// parameters: channel, video, firsts, families
// columns: key, talks
CALL () {
  UNWIND $firsts AS first
  MATCH (alias:Alias)
  WHERE alias.firstKey STARTS WITH first
  RETURN alias
  UNION
  UNWIND $families AS family
  MATCH (alias:Alias {familyKey: family})
  RETURN alias
}
MATCH (alias)-[:NAMES]->(person:Person)
WITH person, min(alias.key) AS key
CALL (person) {
  MATCH (person)<-[:IS]-(:Speaker)<-[:HAS_SPEAKER]-(video:Video)
  WITH DISTINCT video
  LIMIT 500
  WHERE video.id <> $video AND EXISTS { (video)<-[:PUBLISHED]-(:Channel {id: $channel}) }
  RETURN collect([toString(video.publishedOn), video.title]) AS talks
}
WITH key, talks
WHERE size(talks) > 0
RETURN key, talks
ORDER BY key
