// Other videos with the same title, at most three. A new video without id and address may be a corrected file of one.
// mode: read
// parameters: id, searchTitle
// columns: slug
MATCH (video:Video {searchTitle: $searchTitle})
WHERE video.id <> $id
RETURN video.slug AS slug
ORDER BY slug
LIMIT 3
