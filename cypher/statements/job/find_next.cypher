// Jobs that can be started now, the next one first: queued ones whose pause is over, and running ones whose lease has run out.
// Only those that need first one of `needs`, and none of the owners `without`.
// mode: read
// parameters: count, needs, without
// columns: id
MATCH (job:Job)
WHERE job.state IN ['QUEUED', 'RUNNING'] AND job.needs IN $needs AND NOT job.owner IN $without
WITH job, datetime() AS now
WHERE job.state = 'QUEUED' AND coalesce(job.notBefore <= now, true) OR job.state = 'RUNNING' AND job.leaseUntil <= now
RETURN job.id AS id
ORDER BY job.priority, job.turn, job.number
LIMIT $count
