// Some of the files that have expired, the earliest first; also those whose reception has stopped. Files that a waiting or
// running job imports are kept until it has ended, recordings as long as their talk, or its document after it was deleted.
// mode: read
// parameters: count
// columns: id, path
MATCH (upload:Upload)
WHERE upload.expiresAt <= datetime()
  AND NOT EXISTS { MATCH (job:Job) WHERE job.state IN ['QUEUED', 'RUNNING'] AND upload.id IN job.uploads }
  AND NOT EXISTS { MATCH (video:Video {id: upload.videoId}) WHERE video.recording = upload.id }
  AND NOT EXISTS { MATCH (kept:KeptDocument {id: upload.keptBy}) }
RETURN upload.id AS id, upload.path AS path
ORDER BY upload.expiresAt
LIMIT $count
