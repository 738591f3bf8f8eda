// Adds a job to the queue, with what it imports.
// mode: write
// parameters: id, number, turn, name, extractor, owner, by, priority, needs, uploads, request, content
CREATE (job:Job {id: $id, number: $number, turn: $turn, state: 'QUEUED', name: $name, extractor: $extractor, owner: $owner, priority: $priority, needs: $needs})
SET job.by = $by, job.uploads = $uploads, job.stage = 'waiting for a free worker', job.done = 0, job.total = 100, job.attempts = 0, job.fence = 0, job.createdAt = datetime.truncate('millisecond', datetime.realtime())
CREATE (input:JobInput {id: $id, request: $request})
SET input.content = $content
