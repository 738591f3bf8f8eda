// The content hash of each of these videos that the graph holds.
// parameters: ids
// columns: id, contentHash
UNWIND $ids AS id
MATCH (video:Video {id: id})
RETURN video.id AS id, video.contentHash AS contentHash
