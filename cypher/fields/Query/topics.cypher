// All topics, the most discussed first.
//
// yields: topic: Topic
// order: topic.videoCount DESC, topic.searchName ASC
// use: TopicWhere
// lead where.videos: COUNT { (related)-[:DISCUSSES]->() }
// lead where.entities: COUNT { (related)<-[:COVERS]-() }
// browse 1000: COUNT { (:Topic) }
MATCH (topic:Topic)
