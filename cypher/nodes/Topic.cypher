// A topic by its id.
//
// yields: topic: Topic
// texts: topic.name
MATCH (topic:Topic)
WHERE topic.id IN $ids
