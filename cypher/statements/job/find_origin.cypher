// The job that was made of a file and has not ended.
// mode: read
// parameters: origin
// columns: id
MATCH (job:Job)
WHERE job.state IN ['QUEUED', 'RUNNING'] AND job.origin = $origin
RETURN job.id AS id
LIMIT 1
