// The job that ended, if the graph has it.
//
// yields: job: Job
MATCH (job:Job)
WHERE job.id = this.jobId
