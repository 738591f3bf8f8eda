// What stands beside some entities, all by Neo4j's own numbers; of those with too many relationships only how many.
// A line with a limit ($kinds, $saidFrom, $saidBefore, $minEvidence, $past) or with $wanted is left out where none is asked
// for; types are replaced. One row of nested lists: each row more costs as much as a hundred numbers.
// (All relationships of an entity are counted at once, those of many types are not: so these only where it matters.
// $numbered and $wanted are maps with a list, not lists: Neo4j would plan anew for each size of a list.)
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
    AND (step.pastCount = step.evidenceCount) = $past
  RETURN collect(id(other)) AS others, collect(id(step)) AS steps, collect(coalesce(step.weight, 0.0)) AS weights
}
RETURN collect([id(entity), degree, others, steps, weights]) AS found
