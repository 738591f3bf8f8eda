// What a job has imported. No row before it has succeeded.
// mode: read
// parameters: id
// columns: video, slug, outcome, counts, dropped, droppedCounts, notes, sameWords, shares, same, replaced, sameTitle, missing, candidates, decisions
MATCH (job:Job {id: $id})
WHERE job.reportOutcome IS NOT NULL
RETURN job.videoId AS video, job.reportSlug AS slug, job.reportOutcome AS outcome, job.reportCounts AS counts, job.reportDropped AS dropped,
  job.reportDroppedCounts AS droppedCounts, job.reportNotes AS notes, job.reportSameWords AS sameWords, job.reportShares AS shares, job.reportSame AS same,
  job.reportReplaced AS replaced, job.reportSameTitle AS sameTitle, job.reportMissing AS missing, job.reportCandidates AS candidates,
  job.reportDecisions AS decisions
