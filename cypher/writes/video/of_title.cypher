// Other videos of a title, at most three: one that comes without id and address may be a mended file of theirs.
// parameters: id, searchTitle
// columns: slug
MATCH (video:Video {searchTitle: $searchTitle})
WHERE video.id <> $id
RETURN video.slug AS slug
ORDER BY slug
LIMIT 3
