// Adds mentions of entities to segments.
// parameters: rows: [{segment, entity, startOffset, endOffset, text, confidence, aliasKey}]
UNWIND $rows AS row
MATCH (segment:Segment {id: row.segment})
MATCH (entity:Entity {id: row.entity})
CREATE (segment)-[:MENTIONS {
  startOffset: row.startOffset, endOffset: row.endOffset, text: row.text, confidence: row.confidence,
  aliasKey: row.aliasKey
}]->(entity)
