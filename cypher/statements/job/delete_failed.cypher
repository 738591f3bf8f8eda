// Deletes the failed jobs that were made of a file, which becomes a job again.
// mode: write
// parameters: origin
MATCH (job:Job)
WHERE job.state = 'FAILED' AND job.origin = $origin
OPTIONAL MATCH (input:JobInput {id: job.id})
DELETE job, input
