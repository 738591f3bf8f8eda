// Channels, their number of talks, and the topics that most of these discuss.
MATCH (channel:Channel)-[:PUBLISHED]->(video:Video)
OPTIONAL MATCH (video)-[:DISCUSSES]->(topic:Topic)
WITH channel, topic, count(DISTINCT video) AS discussing ORDER BY discussing DESC, topic.name
WITH channel, collect(topic.name)[..5] AS topics
RETURN channel.name AS channel, COUNT { (channel)-[:PUBLISHED]->(:Video) } AS talks, topics
ORDER BY talks DESC, channel
