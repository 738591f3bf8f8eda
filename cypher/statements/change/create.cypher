// Writes changes with the next numbers, the last of which is the revision of the entities that have changed. The lock of the counter is held until the commit, so that the numbers have the order of the commits.
// A transaction runs this as its last statement: it waits for no other lock while others wait for the counter.
// mode: write
// parameters: rows: [{kind, videoIds, entityIds, decisionIds, jobId}], entityIds
MERGE (counter:ChangeCounter {id: 'changes'})
SET counter._lock = 1
REMOVE counter._lock
WITH counter, coalesce(counter.seq, 0) AS latest
SET counter.seq = latest + size($rows)
WITH latest
UNWIND range(0, size($rows) - 1) AS place
WITH latest, latest + place + 1 AS seq, $rows[place] AS row
CREATE (change:Change {seq: seq})
SET change.at = datetime.truncate('millisecond', datetime.realtime()), change.kind = row.kind, change.videoIds = row.videoIds, change.entityIds = row.entityIds,
  change.decisionIds = row.decisionIds, change.jobId = row.jobId
WITH DISTINCT latest
UNWIND $entityIds AS id
MATCH (entity:Entity {id: id})
SET entity.revision = latest + size($rows)
