// Topics that the segment is about, sorted by name.
//
// yields: topic: Topic
// order: topic.searchName
MATCH (this)-[:ABOUT]->(topic:Topic)
