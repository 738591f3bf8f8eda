// The most mentioned entities.
// Lines with a condition that is not given are left out.
// mode: read
// parameters: cap, most, onlyKinds, videosAny, videosAll, videosNone, topicsAny, topicsAll, topicsNone
// columns: visited, total, nodes
MATCH (entity:Entity)
WHERE entity.mentionCount >= 0
  AND entity.kind IN $onlyKinds
  AND any(one IN $videosAny WHERE EXISTS { (:Video {id: one})-[:FEATURES]->(entity) })
  AND all(one IN $videosAll WHERE EXISTS { (:Video {id: one})-[:FEATURES]->(entity) })
  AND none(one IN $videosNone WHERE EXISTS { (:Video {id: one})-[:FEATURES]->(entity) })
  AND any(one IN $topicsAny WHERE EXISTS { (:Topic {id: one})-[:COVERS]->(entity) })
  AND all(one IN $topicsAll WHERE EXISTS { (:Topic {id: one})-[:COVERS]->(entity) })
  AND none(one IN $topicsNone WHERE EXISTS { (:Topic {id: one})-[:COVERS]->(entity) })
WITH entity
  ORDER BY entity.mentionCount DESC, entity.id LIMIT $cap
WITH collect(entity) AS kept
RETURN size(kept) AS visited, size(kept) AS total,
  [one IN kept[..$most] | [one.id, one.name, one.kind, one.mentionCount, null, id(one)]] AS nodes
