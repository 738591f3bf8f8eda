// All properties of a video that its document gives.
// mode: read
// parameters: id
// columns: properties
MATCH (video:Video {id: $id})
RETURN properties(video) AS properties
