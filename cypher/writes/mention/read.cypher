// Where a video names which entity.
// parameters: video
// columns: segment, entity, startOffset, endOffset, text, confidence, aliasKey
MATCH (:Video {id: $video})-[:HAS_SEGMENT]->(segment:Segment)-[mention:MENTIONS]->(entity:Entity)
RETURN segment.id AS segment, entity.id AS entity, mention.startOffset AS startOffset,
  mention.endOffset AS endOffset, mention.text AS text, mention.confidence AS confidence,
  mention.aliasKey AS aliasKey
