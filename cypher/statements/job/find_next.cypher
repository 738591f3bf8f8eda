// Jobs that can be started now, the next one first: queued ones whose pause is over, and running ones whose lease has run out.
// With `whole` only those that need no extractor.
// mode: read
// parameters: count, whole
// columns: id
MATCH (job:Job)
WHERE job.state IN ['QUEUED', 'RUNNING'] AND (NOT $whole OR job.whole)
WITH job, datetime() AS now
WHERE job.state = 'QUEUED' AND coalesce(job.notBefore <= now, true) OR job.state = 'RUNNING' AND job.leaseUntil <= now
RETURN job.id AS id
ORDER BY job.priority, job.turn, job.number
LIMIT $count
