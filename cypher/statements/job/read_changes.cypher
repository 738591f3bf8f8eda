// What an extraction again has changed, or would change. No row before the job has succeeded.
// mode: read
// parameters: id
// columns: outcome, decision, counts, new, gone, notes
MATCH (job:Job {id: $id})
WHERE job.reportConnections IS NOT NULL
RETURN job.reportOutcome AS outcome, job.reportDecision AS decision, job.reportConnections AS counts, job.reportNew AS new, job.reportGone AS gone,
  job.reportNotes AS notes
