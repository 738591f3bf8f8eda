// What the loader compares of a video; no row where there is none, nulls where it was just made.
// parameters: id
// columns: contentHash, sourceHash, url, slug, title, publishedOn, durationSeconds
MATCH (video:Video {id: $id})
RETURN video.contentHash AS contentHash, video.sourceHash AS sourceHash, video.url AS url, video.slug AS slug, video.title AS title,
  toString(video.publishedOn) AS publishedOn, video.durationSeconds AS durationSeconds
