// Takes the lock of a job, and says how it is.
// mode: write
// parameters: id
// columns: state, fence, owner, priority
MATCH (job:Job {id: $id})
SET job._lock = 1
REMOVE job._lock
RETURN job.state AS state, job.fence AS fence, job.owner AS owner, job.priority AS priority
