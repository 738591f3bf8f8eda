// The statements of a video's summary, each with the ids of the segments that support it.
// mode: read
// parameters: video
// columns: section, properties, segments
MATCH (:Video {id: $video})-[:HAS_SECTION]->(section:SummarySection)-[:HAS_BULLET]->(bullet:SummaryBullet)
CALL (bullet) {
  MATCH (bullet)-[:RESTS_ON]->(segment:Segment)
  WITH segment
  ORDER BY segment.index
  RETURN collect(segment.id) AS segments
}
RETURN section.id AS section, properties(bullet) AS properties, segments
