// Puts a failed job whose lock this transaction has back into the queue. `request`: what it imports, with the choices of the client as they are now.
// mode: write
// parameters: id, turn, request
// columns: id
MATCH (job:Job {id: $id})
MATCH (input:JobInput {id: $id})
SET input.request = $request, job.state = 'QUEUED', job.turn = $turn, job.fence = job.fence + 1, job.attempts = 0, job.stage = 'waiting for a free worker', job.done = 0, job.error = null, job.startedAt = null, job.finishedAt = null
RETURN job.id AS id
