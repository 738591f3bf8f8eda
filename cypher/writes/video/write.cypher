// Sets all that a video says of itself; what is null is removed. The revision rises.
// parameters: id, properties
MATCH (video:Video {id: $id})
SET video += $properties,
    video.addedAt = coalesce(video.addedAt, datetime()),
    video.updatedAt = datetime(),
    video.revision = coalesce(video.revision, 0) + 1
