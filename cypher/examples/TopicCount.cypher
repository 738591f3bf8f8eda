// A topic with a count.
MATCH (topic:Topic {id: 'topic:world models'})
WITH {topic: topic, count: 3} AS this
