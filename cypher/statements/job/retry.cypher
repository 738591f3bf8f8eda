// Puts a failed job whose lock this transaction has back into the queue. No row if its input is deleted.
// mode: write
// parameters: id, turn
// columns: id
MATCH (job:Job {id: $id})
MATCH (input:JobInput {id: $id})
SET job.state = 'QUEUED', job.turn = $turn, job.fence = job.fence + 1, job.attempts = 0, job.stage = 'waiting for a free worker', job.done = 0, job.error = null, job.startedAt = null, job.finishedAt = null
RETURN job.id AS id
