// Notes that the transcript of an episode was looked at, of a follow whose lock this transaction has. With `job` it has changed. No row if that is noted already.
// mode: write
// parameters: id, etag, modified, sha256, job, pause
// columns: id
MATCH (episode:Episode {id: $id})
WHERE $job IS NULL OR episode.sha256 <> $sha256
SET episode.etag = $etag, episode.modified = $modified, episode.sha256 = $sha256, episode.jobId = coalesce($job, episode.jobId),
  episode.checkAt = datetime.realtime() + duration({seconds: toInteger($pause)})
RETURN episode.id AS id
