// Adds statements to sections of summaries.
// parameters: rows: [{id, section, index, symbol, text, searchText, segments}]
UNWIND $rows AS row
MATCH (section:SummarySection {id: row.section})
CREATE (section)-[:HAS_BULLET]->(bullet:SummaryBullet {
  id: row.id, index: row.index, symbol: row.symbol, text: row.text, searchText: row.searchText
})
WITH bullet, row
UNWIND row.segments AS segmentId
MATCH (segment:Segment {id: segmentId})
CREATE (bullet)-[:RESTS_ON]->(segment)
