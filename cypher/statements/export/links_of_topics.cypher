// The entities that topics cover; only those of some ids, if these are given.
// mode: read
// parameters: ids, only
// columns: type, start, startKey, end, endKey, properties
UNWIND $ids AS id
MATCH (:Topic {id: id})-[covers:COVERS]->(entity:Entity)
WHERE $only IS NULL OR entity.id IN $only
RETURN 'COVERS' AS type, 'Topic' AS start, id AS startKey, 'Entity' AS end, entity.id AS endKey, properties(covers) AS properties
ORDER BY startKey, endKey
