// A bullet of a summary by its id.
//
// yields: bullet: SummaryBullet
MATCH (bullet:SummaryBullet)
WHERE bullet.id IN $ids
