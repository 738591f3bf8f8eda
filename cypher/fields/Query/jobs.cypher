// All jobs, the latest first.
//
// yields: job: Job
// order: job.number DESC
// key: job.number
// use: JobWhere
MATCH (job:Job)
