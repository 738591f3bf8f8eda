// Topics, with all properties.
// mode: read
// parameters: ids
// columns: labels, properties
UNWIND $ids AS id
MATCH (topic:Topic {id: id})
RETURN labels(topic) AS labels, properties(topic) AS properties
ORDER BY id
