// What stands beside some entities, all by Neo4j's own numbers; of those with too many relationships only how many.
// They are given by ids or by numbers: the line for the other is left out, as is a line with a limit ($kinds, $ends,
// $saidFrom, $saidBefore, $minEvidence) or with $wanted where none is asked for; types are replaced.
// ($named and $numbered are maps with a list, not lists: Neo4j would plan anew for each size of a list.)
// parameters: named, numbered, most, wanted, ends, kinds, saidFrom, saidBefore, minEvidence
// columns: id, number, degree, others, steps
UNWIND $named.ids AS id MATCH (entity:Entity {id: id})
UNWIND $numbered.entities AS number MATCH (entity) WHERE id(entity) = number
WITH entity, COUNT { (entity)-[:WORKS_AT|LEADS|LEFT|FOUNDED|CREATED|USES|PART_OF|BASED_ON|COMPETES_WITH|ACQUIRED|INVESTED_IN|PARTICIPATED_IN|SUPPORTS|CRITICIZES|INFLUENCED|RELATED_TO|MENTIONED_WITH]-() } AS degree
CALL (entity, degree) {
  WITH * WHERE degree <= $most
  MATCH (entity)-[step:WORKS_AT|LEADS|LEFT|FOUNDED|CREATED|USES|PART_OF|BASED_ON|COMPETES_WITH|ACQUIRED|INVESTED_IN|PARTICIPATED_IN|SUPPORTS|CRITICIZES|INFLUENCED|RELATED_TO|MENTIONED_WITH]-(other)
  WHERE true
    AND id(other) IN $wanted.entities
    AND (other.kind IN $kinds OR other.id IN $ends)
    AND step.lastSaidOn >= $saidFrom
    AND step.firstSaidOn < $saidBefore
    AND step.evidenceCount >= $minEvidence
  RETURN collect(id(other)) AS others, collect(id(step)) AS steps
}
RETURN entity.id AS id, id(entity) AS number, degree, others, steps
