// Notes the hash of the transcript that the job of an episode has imported, by which a change of it is noticed.
// mode: write
// parameters: id, sha256
MATCH (episode:Episode {jobId: $id})
SET episode.sha256 = $sha256
