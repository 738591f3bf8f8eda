// One job by its id.
//
// yields: job: Job
// filter id: job.id = $id
MATCH (job:Job)
