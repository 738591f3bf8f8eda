// A topic by its id.
//
// yields: topic: Topic
MATCH (topic:Topic)
WHERE topic.id IN $ids
