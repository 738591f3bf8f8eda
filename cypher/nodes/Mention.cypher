// A mention by its id, which contains its entity, its offsets and its segment (fields/Mention/id.cypher).
//
// yields: mention: MENTIONS
// key: mention.startOffset, mention.endOffset
UNWIND $ids AS asked
WITH DISTINCT asked, split(asked, '@') AS parts
MATCH (segment:Segment)
WHERE segment.id = reduce(id = 'segment:' + parts[2], part IN parts[3..] | id + '@' + part)
MATCH (segment)-[mention:MENTIONS]->(entity:Entity)
WHERE 'mention:' + substring(entity.id, size('entity:')) = parts[0]
  AND toString(mention.startOffset) + '-' + toString(mention.endOffset) = parts[1]
