// How far a job is. No row if there is none.
// mode: read
// parameters: id
// columns: state, fence, attempts
MATCH (job:Job {id: $id})
RETURN job.state AS state, job.fence AS fence, job.attempts AS attempts
