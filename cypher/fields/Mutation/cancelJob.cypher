// The result of the mutation: the job as it is now, or what its action has made.
//
// yields: result: MAP
OPTIONAL MATCH (job:Job {id: $result.jobId})
WITH CASE WHEN job IS NULL THEN $result ELSE job {.*, resultType: 'Job'} END AS result
