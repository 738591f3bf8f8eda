// Notes what a job has imported.
// mode: write
// parameters: id, report
MATCH (job:Job {id: $id})
SET job += $report
