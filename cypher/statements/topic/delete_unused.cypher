// Deletes the topics that no video discusses.
// mode: write
// parameters: ids
UNWIND $ids AS id
MATCH (topic:Topic {id: id})
WHERE NOT EXISTS { (topic)<-[:DISCUSSES]-() }
DETACH DELETE topic
