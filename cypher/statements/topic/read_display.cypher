// The shown name of topics.
// mode: read
// parameters: ids
// columns: id, name
UNWIND $ids AS id
MATCH (topic:Topic {id: id})
RETURN id, topic.name AS name
