// Ids of topics after one, in order.
// mode: read
// parameters: after, limit
// columns: id
MATCH (topic:Topic)
WHERE topic.id > $after
RETURN topic.id AS id
ORDER BY id
LIMIT $limit
