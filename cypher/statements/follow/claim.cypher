// Takes the lease of a follow, unless another process has it. The fence keeps a process that is late from writing.
// mode: write
// parameters: id, seconds
// columns: id, url, owner, by, scopes, since, most, recordings, extractor, etag, modified, failures, seconds, fence, isFirst
MATCH (follow:Follow {id: $id})
SET follow._lock = 1
REMOVE follow._lock
WITH follow, datetime.realtime() AS now
WHERE follow.stopped IS NULL AND follow.nextAt <= now AND (follow.leaseUntil IS NULL OR follow.leaseUntil <= now)
SET follow.fence = follow.fence + 1, follow.leaseUntil = now + duration({milliseconds: toInteger($seconds * 1000)})
RETURN follow.id AS id, follow.url AS url, follow.owner AS owner, follow.by AS by, follow.scopes AS scopes, toString(follow.since) AS since, follow.most AS most,
  follow.recordings AS recordings, follow.extractor AS extractor, follow.etag AS etag, follow.modified AS modified, follow.failures AS failures, follow.seconds AS seconds,
  follow.fence AS fence, follow.checkedAt IS NULL AS isFirst
