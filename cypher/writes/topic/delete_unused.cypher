// Deletes the topics that no video discusses.
// parameters: ids
UNWIND $ids AS id
MATCH (topic:Topic {id: id})
WHERE NOT EXISTS { (topic)<-[:DISCUSSES]-() }
DETACH DELETE topic
