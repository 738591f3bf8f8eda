// Videos that share entities with this one, the most similar first.
//
// Entities that are salient in this video and rare elsewhere count most. Reads its 25 most salient entities and the 100
// latest videos that feature each, so that entities of all videos cost little and do not distort the result.
//
// yields: relatedVideo: MAP
// order: relatedVideo.score DESC, relatedVideo.id ASC
// key: relatedVideo.id
MATCH (this)-[mine:FEATURES]->(entity:Entity)
WITH this, entity, mine.salience / (1.0 + log(entity.videoCount)) AS telling
ORDER BY telling DESC, entity.id
LIMIT 25
CALL (entity) {
  MATCH (other:Video)-[theirs:FEATURES]->(:Entity)
  WHERE theirs.entityId = entity.id AND theirs.sortDate >= date('0001-01-01')
  WITH other, theirs
  ORDER BY theirs.entityId DESC, theirs.sortDate DESC
  LIMIT 100
  RETURN other, theirs.salience AS salience
}
WITH this, other, entity, telling, salience
WHERE other <> this
WITH other, entity, telling * salience AS score
ORDER BY score DESC, entity.id
WITH other, sum(score) AS score, collect(entity) AS sharedEntities
ORDER BY score DESC, other.id
LIMIT $first
WITH {id: other.id, video: other, score: score, sharedEntities: sharedEntities} AS relatedVideo
