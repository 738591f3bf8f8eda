// Records that parts of videos have changed.
// mode: write
// parameters: ids
UNWIND $ids AS id
MATCH (video:Video {id: id})
SET video.updatedAt = datetime(), video.revision = video.revision + 1
