// Sets all properties of videos that their documents give. Null values are removed, and the revision is raised.
// mode: write
// parameters: rows: [{id, properties}]
UNWIND $rows AS row
MATCH (video:Video {id: row.id})
SET video += row.properties,
    video.addedAt = coalesce(video.addedAt, datetime()),
    video.updatedAt = datetime(),
    video.revision = coalesce(video.revision, 0) + 1
