// A job by its id.
//
// yields: job: Job
MATCH (job:Job)
WHERE job.id IN $ids
