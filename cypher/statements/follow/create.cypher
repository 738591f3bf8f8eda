// Follows a feed, or changes how it is followed. Its episodes stay as they are. It is due at once: a look that is under way, by other options, ends.
// mode: write
// parameters: id, url, title, owner, by, scopes, since, most, recordings, extractor
// columns: id
MERGE (follow:Follow {url: $url})
ON CREATE SET follow.id = $id, follow.createdAt = datetime(), follow.owner = $owner, follow.by = $by, follow.scopes = $scopes, follow.most = $most,
  follow.fence = 0, follow.seconds = 3600.0
SET follow.fence = follow.fence + 1, follow.title = $title, follow.since = date($since), follow.recordings = $recordings, follow.extractor = $extractor, follow.failures = 0,
  follow.nextAt = datetime.realtime()
REMOVE follow.stopped, follow.error, follow.failedAt, follow.etag, follow.modified, follow.leaseUntil
RETURN follow.id AS id
