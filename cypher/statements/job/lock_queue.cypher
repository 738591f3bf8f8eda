// Takes the lock of the queue, and says what is in it: the next number, the turn of the next job of this owner, how many jobs wait, and how
// many of them are this owner's.
// mode: write
// parameters: owner, priority
// columns: number, turn, queued, own
MERGE (queue:JobQueue {id: 'jobs'})
SET queue._lock = 1
REMOVE queue._lock
WITH queue, coalesce(queue.turn, 0) AS present
CALL () {
  MATCH (job:Job)
  WHERE job.state = 'QUEUED'
  RETURN count(*) AS queued, count(CASE WHEN job.owner = $owner THEN 1 END) AS own
}
CALL (present) {
  MATCH (job:Job)
  WHERE job.turn >= present AND job.owner = $owner AND job.priority = $priority
  RETURN max(job.turn) AS latest
}
SET queue.number = coalesce(queue.number, 0) + 1
RETURN queue.number AS number, coalesce(latest + 1, present) AS turn, queued, own
