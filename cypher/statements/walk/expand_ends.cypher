// The two ends of a walk and the neighbors of an end with few relationships: the neighbors of each of these,
// by Neo4j's internal ids. For entities with too many relationships ($most), only their number; for two of these that have
// no more than $passed, also the relationships with what was read as a neighbor, unless an end has none at all.
// expand.cypher continues from there.
// (Neo4j compares with each element of a list of fewer than 128, and looks up in a longer one: so numbers that are no ids are added.)
// Lines with a limit ($kinds, $saidFrom, $saidBefore, $minEvidence, $past) that is not given are left out. Types are
// replaced.
// mode: read
// parameters: named, few, most, passed, ends, kinds, saidFrom, saidBefore, minEvidence, past
// columns: ends, found, passed
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
    AND step.past = $past
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
    AND step.past = $past
  RETURN collect(id(other)) AS others, collect(id(step)) AS steps, collect(coalesce(step.weight, 0.0)) AS weights
}
WITH collect([entity, degree, others, steps, weights]) AS read
CALL (read) {
  WITH read, [row IN read WHERE row[1] > $most AND row[1] <= $passed] AS hubs
  WHERE size(hubs) > 0 AND none(row IN read WHERE row[1] <= $most AND size(row[2]) = 0)
  UNWIND read AS row
  UNWIND row[2] AS other
  WITH hubs, collect(DISTINCT other) + range(-128, -1) AS near
  UNWIND hubs[..2] AS row
  WITH row[0] AS hub, near
  CALL (hub, near) {
    MATCH (hub)-[step:WORKS_AT|LEADS|LEFT|FOUNDED|CREATED|USES|PART_OF|BASED_ON|COMPETES_WITH|ACQUIRED|INVESTED_IN|PARTICIPATED_IN|SUPPORTS|CRITICIZES|INFLUENCED|RELATED_TO|MENTIONED_WITH]-(other)
    WHERE id(other) IN near
      AND (other.kind IN $kinds OR other.id IN $ends)
      AND step.lastSaidOn >= $saidFrom
      AND step.firstSaidOn < $saidBefore
      AND step.evidenceCount >= $minEvidence
      AND step.past = $past
    RETURN collect(id(other)) AS others, collect(id(step)) AS steps, collect(coalesce(step.weight, 0.0)) AS weights
  }
  RETURN collect([id(hub), 0, others, steps, weights]) AS passed
}
RETURN [row IN read WHERE row[0].id IN $named.ids | [row[0].id, id(row[0])]] AS ends,
  [row IN read | [id(row[0]), row[1], row[2], row[3], row[4]]] AS found, passed
