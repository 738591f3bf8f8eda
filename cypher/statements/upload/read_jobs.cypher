// Number of waiting and running jobs that import an uploaded file.
// mode: read
// parameters: id
// columns: jobs
MATCH (job:Job)
WHERE job.state IN ['QUEUED', 'RUNNING'] AND $id IN job.uploads
RETURN count(*) AS jobs
