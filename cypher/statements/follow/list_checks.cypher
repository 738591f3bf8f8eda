// Episodes whose transcript was imported and is to be looked at again, the one that waits longest first.
// mode: read
// parameters: id, days, count
// columns: id, transcript, sha256, etag, modified, request
MATCH (episode:Episode {followId: $id})
WHERE episode.sha256 IS NOT NULL AND episode.checkAt <= datetime() AND episode.createdAt > datetime() - duration({days: $days})
RETURN episode.id AS id, episode.transcript AS transcript, episode.sha256 AS sha256, episode.etag AS etag, episode.modified AS modified, episode.request AS request
ORDER BY episode.checkAt
LIMIT $count
