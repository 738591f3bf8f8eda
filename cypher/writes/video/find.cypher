// Ids of the videos that a reader may mean by an id, a slug or an address.
// parameters: id, slug, url
// columns: id
CALL () {
  MATCH (video:Video {id: $id})
  RETURN video.id AS id
  UNION
  MATCH (video:Video {slug: $slug})
  RETURN video.id AS id
  UNION
  MATCH (video:Video {url: $url})
  RETURN video.id AS id
}
RETURN id
ORDER BY id
