// Deletes jobs that ended at least so many days ago, with their inputs.
// mode: write
// parameters: days, count
// columns: deleted
MATCH (job:Job)
WHERE job.state IN ['SUCCEEDED', 'FAILED', 'CANCELLED'] AND job.finishedAt < datetime() - duration({days: $days})
WITH job
ORDER BY job.number
LIMIT $count
OPTIONAL MATCH (input:JobInput {id: job.id})
DELETE job, input
RETURN count(*) AS deleted
