// The videos that feature one of these entities.
// mode: read
// parameters: ids
// columns: video
UNWIND $ids AS id
MATCH (:Entity {id: id})<-[:FEATURES]-(video:Video)
RETURN DISTINCT video.id AS video
ORDER BY video
