// Sets all properties of videos that their documents give. Null values are removed, and the revision is raised. Whoever has imported a video
// first stays its importer.
// mode: write
// parameters: rows: [{id, properties, importedBy}]
UNWIND $rows AS row
MATCH (video:Video {id: row.id})
SET video += row.properties,
    video.importedBy = CASE WHEN video.addedAt IS NULL THEN row.importedBy ELSE video.importedBy END,
    video.addedAt = coalesce(video.addedAt, datetime()),
    video.updatedAt = datetime(),
    video.revision = coalesce(video.revision, 0) + 1
