// The title of a video, for the small query.
MATCH (v:Video {id: $id}) RETURN v.title AS title
