// Removes mentions.
// mode: write
// parameters: rows: [{segment, entity, startOffset, endOffset}]
UNWIND $rows AS row
MATCH (:Segment {id: row.segment})-[mention:MENTIONS]->(:Entity {id: row.entity})
WHERE mention.startOffset = row.startOffset AND mention.endOffset = row.endOffset
DELETE mention
