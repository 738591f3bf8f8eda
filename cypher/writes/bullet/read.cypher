// The statements of a video's summary, each with the ids of the segments that it rests on.
// parameters: video
// columns: id, section, index, symbol, text, searchText, segments
MATCH (:Video {id: $video})-[:HAS_SECTION]->(section:SummarySection)-[:HAS_BULLET]->(bullet:SummaryBullet)
CALL (bullet) {
  MATCH (bullet)-[:RESTS_ON]->(segment:Segment)
  WITH segment
  ORDER BY segment.index
  RETURN collect(segment.id) AS segments
}
RETURN bullet.id AS id, section.id AS section, bullet.index AS index, bullet.symbol AS symbol, bullet.text AS text,
  bullet.searchText AS searchText, segments
