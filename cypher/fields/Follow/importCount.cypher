// How many of them have a job.
//
// value: COUNT { MATCH (episode:Episode) WHERE episode.followId = this.id AND episode.jobId IS NOT NULL RETURN episode }
