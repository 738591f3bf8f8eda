// Follows whose turn it is, and at which no process is.
// mode: read
// parameters: none
// columns: id
MATCH (follow:Follow)
WHERE follow.stopped IS NULL AND follow.nextAt <= datetime() AND (follow.leaseUntil IS NULL OR follow.leaseUntil <= datetime())
RETURN follow.id AS id
ORDER BY follow.nextAt
LIMIT 100
