// Hits by topic, the most frequent first.
//
// yields: found: MAP
// order: found.index ASC
// key: found.index
UNWIND this.topics[..$first] AS counted
MATCH (topic:Topic)
WHERE topic.id = counted.id
WITH {index: counted.index, count: counted.count, topic: topic} AS found
