// Adds statements to sections of summaries.
// mode: write
// parameters: rows: [{section, properties, segments}]
UNWIND $rows AS row
MATCH (section:SummarySection {id: row.section})
CREATE (section)-[:HAS_BULLET]->(bullet:SummaryBullet)
SET bullet = row.properties
WITH bullet, row
UNWIND row.segments AS segmentId
MATCH (segment:Segment {id: segmentId})
CREATE (bullet)-[:RESTS_ON]->(segment)
