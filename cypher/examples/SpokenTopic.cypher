// A topic that a person spoke about.
MATCH (topic:Topic {id: 'topic:world models'})
WITH {topic: topic, segmentCount: 3} AS this
