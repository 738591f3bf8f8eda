// Sets all properties of a video that its document gives. Null values are removed, and the revision is raised.
// mode: write
// parameters: id, properties
MATCH (video:Video {id: $id})
SET video += $properties,
    video.addedAt = coalesce(video.addedAt, datetime()),
    video.updatedAt = datetime(),
    video.revision = coalesce(video.revision, 0) + 1
