// A part of a summary that a search found, with its video: the paragraph, a section or a bullet.
//
// yields: hit: MAP
// key: hit.id
// texts: coalesce(hit.bullet.text, hit.section.heading, hit.video.summary)
CALL () {
  MATCH (video:Video)
  WHERE video.id IN $ids AND video.summary IS NOT NULL
  RETURN {id: video.id, section: null, bullet: null, video: video} AS hit
  UNION ALL
  MATCH (video:Video)-[:HAS_SECTION]->(section:SummarySection)
  WHERE section.id IN $ids
  RETURN {id: section.id, section: section, bullet: null, video: video} AS hit
  UNION ALL
  MATCH (video:Video)-[:HAS_SECTION]->(section:SummarySection)-[:HAS_BULLET]->(bullet:SummaryBullet)
  WHERE bullet.id IN $ids
  RETURN {id: bullet.id, section: section, bullet: bullet, video: video} AS hit
}
