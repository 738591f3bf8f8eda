// Statements of a section, in order.
//
// yields: bullet: SummaryBullet
// order: bullet.index
MATCH (this)-[:HAS_BULLET]->(bullet:SummaryBullet)
