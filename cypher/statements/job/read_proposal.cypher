// What a job has proposed for a video. No row if there is no such job.
// mode: read
// parameters: id
// columns: outcome, video, document
MATCH (job:Job {id: $id})
OPTIONAL MATCH (kept:KeptDocument {id: job.id})
RETURN job.reportOutcome AS outcome, job.videoId AS video, kept.document AS document
