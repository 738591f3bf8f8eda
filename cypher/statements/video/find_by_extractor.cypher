// Videos that an extractor has read, by its name without the version, in the order of their import.
// mode: read
// parameters: name
// columns: id, slug, title
MATCH (video:Video)
WHERE video.extractor = $name OR video.extractor STARTS WITH $name + '/'
RETURN video.id AS id, video.slug AS slug, video.title AS title
ORDER BY video.addedAt, id
