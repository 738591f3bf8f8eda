// All that a video says of itself.
// parameters: id
// columns: id, slug, title, description, url, momentUrlTemplate, thumbnailUrl, mediaUrl, mediaType, publishedOn, durationSeconds, language, summary, contentHash, sourceHash
MATCH (video:Video {id: $id})
RETURN video.id AS id, video.slug AS slug, video.title AS title, video.description AS description, video.url AS url,
  video.momentUrlTemplate AS momentUrlTemplate, video.thumbnailUrl AS thumbnailUrl, video.mediaUrl AS mediaUrl,
  video.mediaType AS mediaType,
  toString(video.publishedOn) AS publishedOn, video.durationSeconds AS durationSeconds, video.language AS language,
  video.summary AS summary, video.contentHash AS contentHash, video.sourceHash AS sourceHash
