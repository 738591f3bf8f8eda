// A text for each of some jobs, which is another one whenever a value that clients see has changed. Nothing for ids that no job has.
// mode: read
// parameters: ids
// columns: id, mark
MATCH (job:Job)
WHERE job.id IN $ids
RETURN job.id AS id,
  job.state + ' ' + coalesce(job.stage, '') + ' ' + toString(job.done) + ' ' + toString(job.total) + ' ' + toString(job.attempts) + ' '
    + coalesce(job.error, '') + ' ' + coalesce(job.videoId, '') AS mark
