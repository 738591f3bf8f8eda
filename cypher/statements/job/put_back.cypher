// Puts a running job whose lock this transaction has back into the queue, for the next attempt after a pause.
// mode: write
// parameters: id, error, attempts, seconds
MATCH (job:Job {id: $id})
SET job.state = 'QUEUED', job.error = $error, job.attempts = $attempts, job.notBefore = datetime.realtime() + duration({milliseconds: toInteger($seconds * 1000)}),
  job.stage = CASE WHEN $seconds > 0 THEN 'waiting for the next attempt' ELSE 'waiting for a free worker' END, job.done = 0, job.leaseUntil = null, job.heartbeatAt = null
