// Topics in whose segments the entity is mentioned, the one with most such segments first.
//
// yields: topic: Topic, covers: COVERS
// order: covers.segmentCount DESC, topic.searchName ASC
// total: COUNT { (this)<-[:COVERS]-() }
MATCH (this)<-[covers:COVERS]-(topic:Topic)
