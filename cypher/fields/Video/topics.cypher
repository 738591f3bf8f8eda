// Topics that a video discusses, the broadest first.
//
// yields: topic: Topic, discusses: DISCUSSES
// order: discusses.segmentCount DESC, topic.searchName ASC
MATCH (this)-[discusses:DISCUSSES]->(topic:Topic)
