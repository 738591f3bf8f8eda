// All follows, the oldest first, with numbers of their episodes.
// mode: read
// parameters: none
// columns: id, url, title, recordings, since, extractor, createdAt, by, checkedAt, nextAt, failures, failedAt, error, stopped, episodes, imports
MATCH (follow:Follow)
RETURN follow.id AS id, follow.url AS url, follow.title AS title, follow.recordings AS recordings, toString(follow.since) AS since, follow.extractor AS extractor,
  toString(follow.createdAt) AS createdAt, follow.by AS by, toString(follow.checkedAt) AS checkedAt, toString(follow.nextAt) AS nextAt,
  follow.failures AS failures, toString(follow.failedAt) AS failedAt, follow.error AS error, coalesce(follow.stopped, false) AS stopped,
  COUNT { MATCH (episode:Episode {followId: follow.id}) RETURN episode } AS episodes,
  COUNT { MATCH (episode:Episode {followId: follow.id}) WHERE episode.jobId IS NOT NULL RETURN episode } AS imports
ORDER BY follow.createdAt, id
