// Entities that given videos feature: the ends of what is stated in them, then the others, the most salient first.
// Lines with a condition that is not given are left out. Types are replaced.
// mode: read
// parameters: lead, cap, most, onlyKinds, videosAny, videosAll, videosNone, topicsAny, topicsAll, topicsNone
// columns: visited, total, nodes
CALL () {
  MATCH (video:Video)-[features:FEATURES]->(entity:Entity)
  WHERE video.id IN $lead
  RETURN entity, features.salience AS salience, 0 AS stated
  UNION ALL
  MATCH (video:Video)-[:HAS_SEGMENT]->()<-[:SAID_IN]-(said)
  WHERE video.id IN $lead
    AND '[:WORKS_AT|LEADS|LEFT|FOUNDED|CREATED|USES|PART_OF|BASED_ON|COMPETES_WITH|ACQUIRED|INVESTED_IN|PARTICIPATED_IN|SUPPORTS|CRITICIZES|INFLUENCED|RELATED_TO|MENTIONED_WITH]' CONTAINS said.type
    AND said.type <> 'MENTIONED_WITH'
  WITH DISTINCT said
  MATCH (said)-[:SUBJECT|OBJECT]->(entity)
  RETURN entity, 0.0 AS salience, 1 AS stated
}
WITH entity, sum(salience) AS telling, max(stated) AS stated
WHERE true
  AND entity.kind IN $onlyKinds
  AND any(one IN $videosAny WHERE EXISTS { (:Video {id: one})-[:FEATURES]->(entity) })
  AND all(one IN $videosAll WHERE EXISTS { (:Video {id: one})-[:FEATURES]->(entity) })
  AND none(one IN $videosNone WHERE EXISTS { (:Video {id: one})-[:FEATURES]->(entity) })
  AND any(one IN $topicsAny WHERE EXISTS { (:Topic {id: one})-[:COVERS]->(entity) })
  AND all(one IN $topicsAll WHERE EXISTS { (:Topic {id: one})-[:COVERS]->(entity) })
  AND none(one IN $topicsNone WHERE EXISTS { (:Topic {id: one})-[:COVERS]->(entity) })
WITH entity, telling, stated
  ORDER BY stated DESC, telling DESC, entity.mentionCount DESC, entity.id LIMIT $cap
WITH collect(entity) AS kept
RETURN size(kept) AS visited, size(kept) AS total,
  [one IN kept[..$most] | [one.id, one.name, one.kind, one.mentionCount, null, id(one)]] AS nodes
