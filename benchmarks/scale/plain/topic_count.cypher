// In how many videos a topic is discussed.
MATCH (topic:Topic {id: $id})
RETURN topic.name, COUNT { (topic)<-[:DISCUSSES]-() }
