// The data of a video that the loader compares. No row if it is missing; nulls if it was just created.
// mode: read
// parameters: id
// columns: contentHash, sourceHash, url, slug, title, publishedOn, durationSeconds, revision
MATCH (video:Video {id: $id})
RETURN video.contentHash AS contentHash, video.sourceHash AS sourceHash, video.url AS url, video.slug AS slug, video.title AS title,
  toString(video.publishedOn) AS publishedOn, video.durationSeconds AS durationSeconds,
  video.revision AS revision
