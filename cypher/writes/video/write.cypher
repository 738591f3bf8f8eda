// Sets all that a video says of itself; the revision rises.
// parameters: id, slug, title, searchTitle, description, searchDescription, url, momentUrlTemplate, thumbnailUrl, publishedOn, durationSeconds, language, summary, searchSummary, contentHash, sourceHash
MATCH (video:Video {id: $id})
SET video.slug = $slug,
    video.title = $title,
    video.searchTitle = $searchTitle,
    video.description = $description,
    video.searchDescription = $searchDescription,
    video.url = $url,
    video.momentUrlTemplate = $momentUrlTemplate,
    video.thumbnailUrl = $thumbnailUrl,
    video.publishedOn = date($publishedOn),
    video.sortDate = coalesce(date($publishedOn), date('0001-01-01')),
    video.durationSeconds = $durationSeconds,
    video.sortDuration = coalesce($durationSeconds, 0.0),
    video.language = $language,
    video.summary = $summary,
    video.searchSummary = $searchSummary,
    video.contentHash = $contentHash,
    video.sourceHash = $sourceHash,
    video.addedAt = coalesce(video.addedAt, datetime()),
    video.updatedAt = datetime(),
    video.revision = coalesce(video.revision, 0) + 1
