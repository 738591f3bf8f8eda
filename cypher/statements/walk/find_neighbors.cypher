// Entities around given entities: the starts, then those in $stated, then the nearest, then the most mentioned. The walk visits a limited number, and the conditions select from these.
// Lines with a limit or condition that is not given are left out. Types and number of hops are replaced.
// One hop is walked as two, and the second is dropped, because only then does Neo4j stop at the cap.
// ($stated is a map with a list of internal ids, because Neo4j would plan again for each size of a list.)
// mode: read
// parameters: around, hops, cap, most, stated, kinds, saidFrom, saidBefore, minEvidence, past, onlyKinds, videosAny, videosAll, videosNone, topicsAny, topicsAll, topicsNone
// columns: visited, total, nodes
UNWIND $around AS id
MATCH (start:Entity {id: id})
CALL (start) {
  MATCH path = (start)-[:WORKS_AT|LEADS|LEFT|FOUNDED|CREATED|USES|PART_OF|BASED_ON|COMPETES_WITH|ACQUIRED|INVESTED_IN|PARTICIPATED_IN|SUPPORTS|CRITICIZES|INFLUENCED|RELATED_TO|MENTIONED_WITH*0..6]-(entity)
  WHERE true
    AND all(node IN nodes(path) WHERE node.kind IN $kinds OR node = start)
    AND all(step IN relationships(path) WHERE step.lastSaidOn >= $saidFrom)
    AND all(step IN relationships(path) WHERE step.firstSaidOn < $saidBefore)
    AND all(step IN relationships(path) WHERE step.evidenceCount >= $minEvidence)
    AND all(step IN relationships(path) WHERE step.past = $past)
  WITH entity, min(length(path)) AS distance
    ORDER BY distance LIMIT $cap
  WITH entity, distance WHERE distance <= $hops
  RETURN entity, distance
}
WITH entity, min(distance) AS distance
  ORDER BY distance LIMIT $cap
WITH collect([entity, distance]) AS seen
UNWIND seen AS pair
WITH size(seen) AS visited, pair[0] AS entity, pair[1] AS distance
WHERE true
  AND (distance = 0 OR entity.kind IN $onlyKinds)
  AND (distance = 0 OR any(one IN $videosAny WHERE EXISTS { (:Video {id: one})-[:FEATURES]->(entity) }))
  AND (distance = 0 OR all(one IN $videosAll WHERE EXISTS { (:Video {id: one})-[:FEATURES]->(entity) }))
  AND (distance = 0 OR none(one IN $videosNone WHERE EXISTS { (:Video {id: one})-[:FEATURES]->(entity) }))
  AND (distance = 0 OR any(one IN $topicsAny WHERE EXISTS { (:Topic {id: one})-[:COVERS]->(entity) }))
  AND (distance = 0 OR all(one IN $topicsAll WHERE EXISTS { (:Topic {id: one})-[:COVERS]->(entity) }))
  AND (distance = 0 OR none(one IN $topicsNone WHERE EXISTS { (:Topic {id: one})-[:COVERS]->(entity) }))
WITH visited, entity, distance
  ORDER BY distance > 0,
    NOT id(entity) IN $stated.numbers,
    distance, entity.mentionCount DESC, entity.id
WITH visited, collect([entity, distance]) AS kept
RETURN visited, size(kept) AS total,
  [pair IN kept[..$most] | [pair[0].id, pair[0].name, pair[0].kind, pair[0].mentionCount, pair[1], id(pair[0])]] AS nodes
