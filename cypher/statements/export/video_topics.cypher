// Topics that videos discuss.
// mode: read
// parameters: ids
// columns: properties, more
UNWIND $ids AS id
MATCH (:Video {id: id})-[discusses:DISCUSSES]->(topic:Topic)
RETURN properties(discusses) AS properties, {video: id, topic: topic.id, slug: topic.slug} AS more
ORDER BY id, topic.id
