// Entities whose stored counts differ from a recount. There are none unless somebody wrote to the graph by hand.
MATCH (entity:Entity)
WITH entity, COUNT { (:Segment)-[:MENTIONS]->(entity) } AS mentions, COUNT { (:Video)-[:FEATURES]->(entity) } AS videos
WHERE entity.mentionCount <> mentions OR entity.videoCount <> videos
RETURN entity.name AS entity, entity.mentionCount AS storedMentions, mentions, entity.videoCount AS storedVideos, videos
ORDER BY entity, mentions, videos
