// Deletes some of the expired changes, the earliest first, if they expired at least so many seconds ago.
// mode: write
// parameters: seconds, count
// columns: deleted
MATCH (counter:ChangeCounter {id: 'changes'})
WHERE counter.expiredAt <= datetime() - duration({seconds: $seconds})
MATCH (change:Change)
WHERE change.seq <= counter.expiredTo
WITH change
ORDER BY change.seq
LIMIT $count
DELETE change
RETURN count(*) AS deleted
