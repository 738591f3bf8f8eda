// Starts a job whose lock this transaction has. The number of the fence is raised, so that whoever had it before may not write any more.
// mode: write
// parameters: id, seconds
// columns: id, number, name, extractor, attempts, fence, owner, by
MATCH (job:Job {id: $id})
WITH job, datetime.truncate('millisecond', datetime.realtime()) AS now
SET job.state = 'RUNNING', job.fence = job.fence + 1, job.attempts = job.attempts + 1, job.stage = 'starting', job.done = 0,
  job.startedAt = coalesce(job.startedAt, now), job.heartbeatAt = now, job.leaseUntil = now + duration({milliseconds: toInteger($seconds * 1000)}), job.notBefore = null
WITH job
MATCH (queue:JobQueue {id: 'jobs'})
SET queue._lock = 1
REMOVE queue._lock
SET queue.turn = CASE WHEN coalesce(queue.turn, 0) < job.turn THEN job.turn ELSE queue.turn END
RETURN job.id AS id, job.number AS number, job.name AS name, job.extractor AS extractor, job.attempts AS attempts, job.fence AS fence,
  job.owner AS owner, job.by AS by
