// For each video, persons with one of these first or family names who speak in its channel: the alias that matched, and dates and
// titles of the other videos of the channel in which the person speaks (among the first 500 videos). `firsts` end with a space.
// mode: read
// parameters: rows: [{channel, video, firsts, families}]
// columns: video, key, talks
UNWIND $rows AS row
CALL (row) {
  UNWIND row.firsts AS first
  MATCH (alias:Alias)
  WHERE alias.firstKey STARTS WITH first
  RETURN alias
  UNION
  UNWIND row.families AS family
  MATCH (alias:Alias {familyKey: family})
  RETURN alias
}
MATCH (alias)-[:NAMES]->(person:Person)
WITH row, person, min(alias.key) AS key
CALL (row, person) {
  MATCH (person)<-[:IS]-(:Speaker)<-[:HAS_SPEAKER]-(video:Video)
  WITH DISTINCT row, video
  LIMIT 500
  WHERE video.id <> row.video AND EXISTS { (video)<-[:PUBLISHED]-(:Channel {id: row.channel}) }
  RETURN collect([toString(video.publishedOn), video.title]) AS talks
}
WITH row, key, talks
WHERE size(talks) > 0
RETURN row.video AS video, key, talks
ORDER BY video, key
