// Records that a part of a video has changed.
// mode: write
// parameters: id
MATCH (video:Video {id: $id})
SET video.updatedAt = datetime(), video.revision = video.revision + 1
