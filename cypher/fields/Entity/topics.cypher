// Topics whose segments mention the entity, the topic with the most such segments first.
//
// yields: topic: Topic, covers: COVERS
// order: covers.segmentCount DESC, topic.searchName ASC
// total: COUNT { (this)<-[:COVERS]-() }
MATCH (this)<-[covers:COVERS]-(topic:Topic)
