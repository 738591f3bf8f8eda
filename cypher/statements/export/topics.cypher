// Topics.
// mode: read
// parameters: ids
// columns: properties, more
UNWIND $ids AS id
MATCH (topic:Topic {id: id})
RETURN properties(topic) AS properties, {} AS more
ORDER BY id
