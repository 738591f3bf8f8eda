// Neighbors of given entities, by Neo4j's internal ids. For entities with too many relationships, only their number.
// Lines with a limit ($kinds, $saidFrom, $saidBefore, $minEvidence, $past) or $wanted that is not given are left out.
// Types are replaced. The result is one row of nested lists, because each further row costs as much as a hundred numbers.
// (Neo4j counts all relationships of an entity at once, but not those of several types, so these are counted only if needed.
// $numbered and $wanted are maps with a list, because Neo4j would plan again for each size of a list.)
// mode: read
// parameters: numbered, most, wanted, ends, kinds, saidFrom, saidBefore, minEvidence, past
// columns: found
UNWIND $numbered.entities AS number
MATCH (entity)
WHERE id(entity) = number
WITH entity, CASE WHEN COUNT { (entity)--() } <= $most THEN 0 ELSE COUNT { (entity)-[:WORKS_AT|LEADS|LEFT|FOUNDED|CREATED|USES|PART_OF|BASED_ON|COMPETES_WITH|ACQUIRED|INVESTED_IN|PARTICIPATED_IN|SUPPORTS|CRITICIZES|INFLUENCED|RELATED_TO|MENTIONED_WITH]-() } END AS degree
CALL (entity, degree) {
  WITH * WHERE degree <= $most
  MATCH (entity)-[step:WORKS_AT|LEADS|LEFT|FOUNDED|CREATED|USES|PART_OF|BASED_ON|COMPETES_WITH|ACQUIRED|INVESTED_IN|PARTICIPATED_IN|SUPPORTS|CRITICIZES|INFLUENCED|RELATED_TO|MENTIONED_WITH]-(other)
  WHERE true
    AND id(other) IN $wanted.entities
    AND (other.kind IN $kinds OR other.id IN $ends)
    AND step.lastSaidOn >= $saidFrom
    AND step.firstSaidOn < $saidBefore
    AND step.evidenceCount >= $minEvidence
    AND step.past = $past
  RETURN collect(id(other)) AS others, collect(id(step)) AS steps, collect(coalesce(step.weight, 0.0)) AS weights
}
RETURN collect([id(entity), degree, others, steps, weights]) AS found
