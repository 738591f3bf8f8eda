// Latest videos that discuss a topic and feature an entity, along the index on both entity and day.
MATCH (video:Video)-[features:FEATURES]->(:Entity)
WHERE features.entityId = $entity AND features.sortDate >= date($from) AND features.sortDate < date($before)
  AND features.sortDate <= date($date) AND (features.sortDate < date($date) OR video.id < $video)
  AND EXISTS { (video)-[:DISCUSSES]->(:Topic {id: $topic}) }
RETURN video.id, video.title, video.publishedOn, video.sortDate
ORDER BY features.entityId DESC, features.sortDate DESC, video.id DESC
LIMIT 20
