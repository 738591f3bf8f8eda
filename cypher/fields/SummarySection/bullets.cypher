// Statements of a section, in order.
//
// yields: bullet: SummaryBullet
// order: bullet.index
// within: video
MATCH (this)-[:HAS_BULLET]->(bullet:SummaryBullet)
