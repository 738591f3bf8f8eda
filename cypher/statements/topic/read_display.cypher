// The shown name of topics, and the authority of the videos that it is from.
// mode: read
// parameters: ids
// columns: id, name, nameFrom
UNWIND $ids AS id
MATCH (topic:Topic {id: id})
RETURN id, topic.name AS name, topic.nameFrom AS nameFrom
