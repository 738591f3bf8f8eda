// The number of the latest change, and the number up to which changes are deleted or will be soon. No row before the first change.
// mode: read
// parameters: none
// columns: latest, expiredTo
MATCH (counter:ChangeCounter {id: 'changes'})
RETURN counter.seq AS latest, coalesce(counter.expiredTo, 0) AS expiredTo
