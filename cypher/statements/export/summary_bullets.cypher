// Statements of the summaries of videos, under their headings.
// mode: read
// parameters: ids
// columns: properties, more
UNWIND $ids AS id
MATCH (:Video {id: id})-[:HAS_SECTION]->(section:SummarySection)-[:HAS_BULLET]->(bullet:SummaryBullet)
RETURN properties(bullet) AS properties, {
    video: id, sectionIndex: section.index, heading: section.heading,
    segments: COLLECT { MATCH (bullet)-[:RESTS_ON]->(segment:Segment) RETURN segment.id ORDER BY segment.index }
  } AS more
ORDER BY id, section.index, bullet.index
