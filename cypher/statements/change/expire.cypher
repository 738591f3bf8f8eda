// Sets up to which number changes are deleted: those before a moment, but never the latest one. Readers refuse older cursors from then on, and
// the changes are deleted some time later, so that no reader under way misses one. Returns a row if the number has changed.
// mode: write
// parameters: days
// columns: expiredTo
MATCH (counter:ChangeCounter {id: 'changes'})
SET counter._lock = 1
REMOVE counter._lock
WITH counter, coalesce(counter.expiredTo, 0) AS before
CALL (counter, before) {
  MATCH (kept:Change)
  WHERE kept.seq > before AND (kept.seq = counter.seq OR kept.at >= datetime() - duration({days: $days}))
  RETURN kept.seq - 1 AS expired
  ORDER BY kept.seq
  LIMIT 1
}
WITH counter, before, expired
WHERE expired > before
SET counter.expiredTo = expired, counter.expiredAt = datetime()
RETURN expired AS expiredTo
