// A topic by its id.
//
// yields: topic: Topic
// shows: topic.name
MATCH (topic:Topic)
WHERE topic.id IN $ids
