// Extends the lease of a running job, and says how far it is. No row if it is not this process's any more.
// mode: write
// parameters: id, fence, stage, done, seconds
// columns: id
MATCH (job:Job {id: $id})
SET job._lock = 1
REMOVE job._lock
WITH job, datetime.truncate('millisecond', datetime.realtime()) AS now
WHERE job.state = 'RUNNING' AND job.fence = $fence
SET job.stage = $stage, job.done = $done, job.heartbeatAt = now, job.leaseUntil = now + duration({milliseconds: toInteger($seconds * 1000)})
RETURN job.id AS id
