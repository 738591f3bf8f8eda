// Why it has failed.
//
// yields: failure: MAP
UNWIND CASE WHEN this.state = 'FAILED' THEN [this] ELSE [] END AS job
WITH {code: job.failureCode, message: job.error, videoId: job.failureVideo} AS failure
