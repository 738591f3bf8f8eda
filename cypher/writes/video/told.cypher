// All that a video says of itself.
// parameters: id
// columns: properties
MATCH (video:Video {id: $id})
RETURN properties(video) AS properties
