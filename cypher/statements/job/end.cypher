// Ends a job whose lock this transaction has. The input stays only if the job can be retried.
// mode: write
// parameters: id, state, error, failureCode, failureVideo, videoId
MATCH (job:Job {id: $id})
SET job.state = $state, job.error = $error, job.failureCode = $failureCode, job.failureVideo = $failureVideo, job.videoId = $videoId, job.finishedAt = datetime.truncate('millisecond', datetime.realtime()),
  job.done = CASE WHEN $state = 'SUCCEEDED' THEN job.total ELSE job.done END, job.fence = CASE WHEN $state = 'CANCELLED' THEN job.fence + 1 ELSE job.fence END,
  job.stage = null, job.leaseUntil = null, job.heartbeatAt = null, job.notBefore = null
WITH job
WHERE job.state <> 'FAILED'
MATCH (input:JobInput {id: job.id})
DELETE input
