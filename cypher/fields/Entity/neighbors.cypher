// Entities within a number of hops, each once: the nearest first, then the most mentioned.
//
// The walk is breadth-first and stops at the cap. The result is sorted after that.
//
// yields: neighbor: Entity, step: MAP
// order: step.distance ASC, neighbor.mentionCount DESC
// types: *
// walk-filter hops: *1..4
// walk-filter where.kind: all(node IN nodes(path) WHERE node.kind IN $kind OR node = this)
// walk-filter where.saidOn.gte: all(step IN relationships(path) WHERE step.lastSaidOn >= $gte)
// walk-filter where.saidOn.lt: all(step IN relationships(path) WHERE step.firstSaidOn < $lt)
// walk-filter where.minEvidence: all(step IN relationships(path) WHERE step.evidenceCount >= $minEvidence)
// walk-filter where.past: all(step IN relationships(path) WHERE step.past = $past)
MATCH path = (this)-[:WORKS_AT|LEADS|LEFT|FOUNDED|CREATED|USES|PART_OF|BASED_ON|COMPETES_WITH|ACQUIRED|INVESTED_IN|PARTICIPATED_IN|SUPPORTS|CRITICIZES|INFLUENCED|RELATED_TO*1..4]-(neighbor)
WHERE neighbor <> this
WITH neighbor, min(length(path)) AS distance
ORDER BY distance
LIMIT 2000
WITH neighbor, {distance: distance} AS step
// when hops=1:
MATCH path = (this)-[:WORKS_AT|LEADS|LEFT|FOUNDED|CREATED|USES|PART_OF|BASED_ON|COMPETES_WITH|ACQUIRED|INVESTED_IN|PARTICIPATED_IN|SUPPORTS|CRITICIZES|INFLUENCED|RELATED_TO]-(neighbor)
WHERE neighbor <> this
WITH DISTINCT neighbor
LIMIT 2000
WITH neighbor, {distance: 1} AS step
