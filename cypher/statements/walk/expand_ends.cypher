// The two ends of a walk and the neighbors of an end with few relationships: the neighbors of each of these,
// by Neo4j's internal ids. For entities with too many relationships, only their number. expand.cypher continues from there.
// Lines with a limit ($kinds, $saidFrom, $saidBefore, $minEvidence, $past) that is not given are left out. Types are
// replaced.
// mode: read
// parameters: named, few, most, ends, kinds, saidFrom, saidBefore, minEvidence, past
// columns: ends, found
UNWIND $named.ids AS id
MATCH (end:Entity {id: id})
WITH end, COUNT { (end)-[:WORKS_AT|LEADS|LEFT|FOUNDED|CREATED|USES|PART_OF|BASED_ON|COMPETES_WITH|ACQUIRED|INVESTED_IN|PARTICIPATED_IN|SUPPORTS|CRITICIZES|INFLUENCED|RELATED_TO|MENTIONED_WITH]-() } AS degree
CALL (end, degree) {
  RETURN end AS entity
  UNION
  WITH * WHERE degree <= $few
  MATCH (end)-[step:WORKS_AT|LEADS|LEFT|FOUNDED|CREATED|USES|PART_OF|BASED_ON|COMPETES_WITH|ACQUIRED|INVESTED_IN|PARTICIPATED_IN|SUPPORTS|CRITICIZES|INFLUENCED|RELATED_TO|MENTIONED_WITH]-(entity)
  WHERE true
    AND (entity.kind IN $kinds OR entity.id IN $ends)
    AND step.lastSaidOn >= $saidFrom
    AND step.firstSaidOn < $saidBefore
    AND step.evidenceCount >= $minEvidence
    AND (step.pastCount = step.evidenceCount) = $past
  RETURN entity
}
WITH DISTINCT entity
WITH entity, CASE WHEN COUNT { (entity)--() } <= $most THEN 0 ELSE COUNT { (entity)-[:WORKS_AT|LEADS|LEFT|FOUNDED|CREATED|USES|PART_OF|BASED_ON|COMPETES_WITH|ACQUIRED|INVESTED_IN|PARTICIPATED_IN|SUPPORTS|CRITICIZES|INFLUENCED|RELATED_TO|MENTIONED_WITH]-() } END AS degree
CALL (entity, degree) {
  WITH * WHERE degree <= $most
  MATCH (entity)-[step:WORKS_AT|LEADS|LEFT|FOUNDED|CREATED|USES|PART_OF|BASED_ON|COMPETES_WITH|ACQUIRED|INVESTED_IN|PARTICIPATED_IN|SUPPORTS|CRITICIZES|INFLUENCED|RELATED_TO|MENTIONED_WITH]-(other)
  WHERE true
    AND (other.kind IN $kinds OR other.id IN $ends)
    AND step.lastSaidOn >= $saidFrom
    AND step.firstSaidOn < $saidBefore
    AND step.evidenceCount >= $minEvidence
    AND (step.pastCount = step.evidenceCount) = $past
  RETURN collect(id(other)) AS others, collect(id(step)) AS steps, collect(coalesce(step.weight, 0.0)) AS weights
}
RETURN collect(CASE WHEN entity.id IN $named.ids THEN [entity.id, id(entity)] END) AS ends,
  collect([id(entity), degree, others, steps, weights]) AS found
