// The latest videos that feature an entity, along the index on both.
MATCH (video:Video)-[features:FEATURES]->(:Entity)
WHERE features.entityId = $id AND features.sortDate >= date('0001-01-01')
RETURN video.id, video.title, video.publishedOn, features.mentionCount, features.firstSeconds
ORDER BY features.entityId DESC, features.sortDate DESC
LIMIT 20
