// Those of these videos that are in the graph.
// mode: read
// parameters: ids
// columns: id
UNWIND $ids AS id
MATCH (video:Video {id: id})
RETURN video.id AS id
ORDER BY id
