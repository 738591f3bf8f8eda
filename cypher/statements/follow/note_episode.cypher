// Notes an episode of a follow whose lock this transaction has, with the job that imports it. No row if it is noted so already.
// mode: write
// parameters: id, follow, guid, title, url, mark, transcript, request, job, pause
// columns: id
MERGE (episode:Episode {id: $id})
ON CREATE SET episode.followId = $follow, episode.guid = $guid, episode.createdAt = datetime()
WITH episode
WHERE episode.mark IS NULL OR episode.mark <> $mark
SET episode.mark = $mark, episode.title = $title, episode.url = $url, episode.transcript = $transcript, episode.request = $request, episode.jobId = coalesce($job, episode.jobId),
  episode.checkAt = datetime.realtime() + duration({seconds: toInteger($pause)})
REMOVE episode.sha256, episode.etag, episode.modified
RETURN episode.id AS id
