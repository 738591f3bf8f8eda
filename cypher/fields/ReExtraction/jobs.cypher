// The jobs, in the order of their videos.
//
// yields: job: Job
// order: job.number ASC
UNWIND this.jobIds AS id
MATCH (job:Job {id: id})
