// Topics that a video discusses, the broadest first.
//
// yields: topic: Topic, discusses: DISCUSSES
// order: discusses.segmentCount DESC, topic.searchName ASC
// total: COUNT { (this)-[:DISCUSSES]->() }
MATCH (this)-[discusses:DISCUSSES]->(topic:Topic)
