// Takes the lock of a job that can be started now. No row if it cannot any more.
// mode: write
// parameters: id
// columns: attempts, error
MATCH (job:Job {id: $id})
SET job._lock = 1
REMOVE job._lock
WITH job, datetime.realtime() AS now
WHERE job.state = 'QUEUED' AND coalesce(job.notBefore <= now, true) OR job.state = 'RUNNING' AND job.leaseUntil <= now
RETURN job.attempts AS attempts, job.error AS error
