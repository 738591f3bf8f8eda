// A job.
// mode: read
// parameters: id
// columns: id, number, state, name, extractor, stage, done, total, attempts, createdAt, startedAt, finishedAt, error, videoId, by, priority, slug
MATCH (job:Job {id: $id})
OPTIONAL MATCH (video:Video {id: job.videoId})
RETURN job.id AS id, job.number AS number, job.state AS state, job.name AS name, job.extractor AS extractor, job.stage AS stage, job.done AS done, job.total AS total,
  job.attempts AS attempts, toString(job.createdAt) AS createdAt, toString(job.startedAt) AS startedAt, toString(job.finishedAt) AS finishedAt, job.error AS error,
  job.videoId AS videoId, job.by AS by, job.priority AS priority, video.slug AS slug
