// The videos that an id, a slug or an address may mean.
// mode: read
// parameters: id, slug, url
// columns: id, slug, title
CALL () {
  MATCH (video:Video {id: $id})
  RETURN video
  UNION
  MATCH (video:Video {slug: $slug})
  RETURN video
  UNION
  MATCH (video:Video {url: $url})
  RETURN video
}
RETURN video.id AS id, video.slug AS slug, video.title AS title
ORDER BY id
