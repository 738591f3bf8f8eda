// Ids of entities after one, in order.
// mode: read
// parameters: after, limit
// columns: id
MATCH (entity:Entity)
WHERE entity.id > $after
RETURN entity.id AS id
ORDER BY id
LIMIT $limit
