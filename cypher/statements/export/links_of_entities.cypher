// The names of entities, and the connections that begin at them; only those connections of some ids, if these are given.
// mode: read
// parameters: ids, only
// columns: type, start, startKey, end, endKey, properties
UNWIND $ids AS id
MATCH (entity:Entity {id: id})
CALL (entity) {
  MATCH (alias:Alias)-[link:NAMES]->(entity)
  RETURN link, 'Alias' AS start, alias.key AS startKey, entity.id AS endKey
  UNION ALL
  MATCH (entity)-[link:WORKS_AT|LEADS|LEFT|FOUNDED|CREATED|USES|PART_OF|BASED_ON|COMPETES_WITH|ACQUIRED|INVESTED_IN|PARTICIPATED_IN|SUPPORTS|CRITICIZES|INFLUENCED|RELATED_TO|MENTIONED_WITH]->(target:Entity)
  WHERE $only IS NULL OR link.id IN $only
  RETURN link, 'Entity' AS start, entity.id AS startKey, target.id AS endKey
}
RETURN type(link) AS type, start, startKey, 'Entity' AS end, endKey, properties(link) AS properties
ORDER BY type, startKey, endKey
