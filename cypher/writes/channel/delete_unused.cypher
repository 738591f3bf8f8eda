// Deletes the channels that have no video.
// parameters: ids
UNWIND $ids AS id
MATCH (channel:Channel {id: id})
WHERE NOT EXISTS { (channel)-[:PUBLISHED]->() }
DETACH DELETE channel
