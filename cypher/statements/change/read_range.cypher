// The number up to which all changes can be read, and the number up to which changes are deleted or will be soon. No row before the first
// change.
//
// The counter can be read a moment before the change: Neo4j applies a commit to its store first, and to its indexes after that. So the number
// is that before the first one that the index does not have yet. One transaction writes few changes: twenty are more than any two of them.
// mode: read
// parameters: none
// columns: latest, expiredTo
MATCH (counter:ChangeCounter {id: 'changes'})
CALL (counter) {
  OPTIONAL MATCH (change:Change)
  USING INDEX change:Change(seq)
  WHERE change.seq > counter.seq - 20 AND change.seq <= counter.seq
  RETURN collect(change.seq) AS found
}
WITH counter, found, CASE WHEN counter.seq > 20 THEN counter.seq - 19 ELSE 1 END AS first, coalesce(counter.expiredTo, 0) AS expiredTo
WITH counter, expiredTo, [seq IN range(CASE WHEN expiredTo >= first THEN expiredTo + 1 ELSE first END, counter.seq) WHERE NOT seq IN found] AS missing
RETURN CASE WHEN size(missing) > 0 THEN missing[0] - 1 ELSE counter.seq END AS latest, expiredTo
