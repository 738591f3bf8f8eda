// Videos that share what is telling of one: of its 25 most telling entities the 100 latest videos each.
MATCH (this:Video {id: $id})-[mine:FEATURES]->(entity:Entity)
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
WITH this, other, entity, telling * salience AS score
WHERE other <> this
WITH other, sum(score) AS score, collect(entity) AS shared
ORDER BY score DESC, other.id
LIMIT 10
RETURN other.id, other.title, score, [entity IN shared | [entity.id, entity.name]]
