// All topics, the most discussed first.
//
// yields: topic: Topic
// order: topic.videoCount DESC, topic.searchName ASC
// use: TopicWhere
// start-from where.videos: COUNT { (related)-[:DISCUSSES]->() }
// start-from where.entities: COUNT { (related)<-[:COVERS]-() }
// scan 1000: COUNT { (:Topic) }
MATCH (topic:Topic)
