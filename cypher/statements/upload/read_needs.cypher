// Who needs an uploaded file: the number of waiting and running jobs that import it, and the talk whose recording it is.
// mode: read
// parameters: id
// columns: jobs, video
MATCH (upload:Upload {id: $id})
OPTIONAL MATCH (video:Video {id: upload.videoId})
WHERE video.recording = upload.id
RETURN COUNT { MATCH (job:Job) WHERE job.state IN ['QUEUED', 'RUNNING'] AND upload.id IN job.uploads } AS jobs,
  video.slug AS video
