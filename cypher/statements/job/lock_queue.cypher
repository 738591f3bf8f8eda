// Takes the lock of the queue, and says what is in it: the next number, the turn of the next job of this owner, how many jobs wait, and how
// many of them are this owner's. (In a subquery of its own, Neo4j 5.26 would plan the maximum so that `present` becomes null.)
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
OPTIONAL MATCH (job:Job)
WHERE job.turn >= present AND job.owner = $owner AND job.priority = $priority
WITH queue, present, queued, own, max(job.turn) AS latest
SET queue.number = coalesce(queue.number, 0) + 1
RETURN queue.number AS number, coalesce(latest + 1, present) AS turn, queued, own
