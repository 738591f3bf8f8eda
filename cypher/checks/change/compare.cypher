// The counter of changes, if it is not as the changes have it: every number after `expiredTo`, up to `seq`, has a change, and no change has a greater one.
// mode: read
// parameters: none
// columns: key, stored, expected
OPTIONAL MATCH (counter:ChangeCounter {id: 'changes'})
WITH coalesce(counter.seq, 0) AS seq, coalesce(counter.expiredTo, 0) AS expiredTo
OPTIONAL MATCH (change:Change)
WITH seq, expiredTo, coalesce(max(change.seq), 0) AS greatest
OPTIONAL MATCH (first:Change)
WHERE NOT EXISTS { MATCH (:Change {seq: first.seq - 1}) }
WITH seq, expiredTo, greatest, coalesce(max(first.seq) - 1, 0) AS gap
WITH seq, expiredTo, CASE WHEN greatest > seq THEN greatest ELSE seq END AS latest,
  CASE WHEN greatest < seq THEN seq ELSE gap END AS missing
WITH seq, expiredTo, latest, CASE WHEN missing > expiredTo THEN missing ELSE expiredTo END AS expired
WHERE seq <> latest OR expiredTo <> expired
RETURN {id: 'counter'} AS key, [{seq: seq, expiredTo: expiredTo}] AS stored, [{seq: latest, expiredTo: expired}] AS expected
