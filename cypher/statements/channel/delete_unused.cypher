// Deletes the channels that have no video.
// mode: write
// parameters: ids
UNWIND $ids AS id
MATCH (channel:Channel {id: id})
WHERE NOT EXISTS { (channel)-[:PUBLISHED]->() }
DETACH DELETE channel
