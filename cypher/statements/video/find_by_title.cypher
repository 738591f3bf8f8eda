// Other videos with the same title as each of these, at most three. A new video without id and address may be a corrected file of one.
// mode: read
// parameters: rows: [{id, searchTitle}]
// columns: id, slugs
UNWIND $rows AS row
CALL (row) {
  MATCH (video:Video {searchTitle: row.searchTitle})
  WHERE video.id <> row.id
  RETURN video.slug AS slug
  ORDER BY slug
  LIMIT 3
}
RETURN row.id AS id, collect(slug) AS slugs
