// Mentions in videos.
// mode: read
// parameters: ids
// columns: properties, more
UNWIND $ids AS id
MATCH (:Video {id: id})-[:HAS_SEGMENT]->(segment:Segment)-[mention:MENTIONS]->(entity:Entity)
RETURN properties(mention) AS properties, {video: id, segment: segment.id, entity: entity.id, slug: entity.slug} AS more
ORDER BY id, segment.index, mention.startOffset, mention.endOffset, entity.id
