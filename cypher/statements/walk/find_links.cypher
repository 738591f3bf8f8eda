// The links between given entities, each once. Each entity is expanded only towards those with more relationships, so
// that the one with the most is never expanded.
// Lines with a limit or condition that is not given are left out. Types are replaced.
// ($slice is a map with a list, because Neo4j would plan again for each size of a list.)
// mode: read
// parameters: slice, saidFrom, saidBefore, minEvidence, past, videosAny
// columns: ids, elements, sources, targets, types, weights
MATCH (node)
WHERE id(node) IN $slice.numbers
WITH node, COUNT { (node)-[:WORKS_AT|LEADS|LEFT|FOUNDED|CREATED|USES|PART_OF|BASED_ON|COMPETES_WITH|ACQUIRED|INVESTED_IN|PARTICIPATED_IN|SUPPORTS|CRITICIZES|INFLUENCED|RELATED_TO|MENTIONED_WITH]-() } AS degree
  ORDER BY degree
WITH collect(node) AS nodes, collect(id(node)) AS numbers
UNWIND range(0, size(nodes) - 2) AS place
WITH nodes[place] AS node, numbers[place + 1..] AS further
CALL (node, further) {
  MATCH (node)-[link:WORKS_AT|LEADS|LEFT|FOUNDED|CREATED|USES|PART_OF|BASED_ON|COMPETES_WITH|ACQUIRED|INVESTED_IN|PARTICIPATED_IN|SUPPORTS|CRITICIZES|INFLUENCED|RELATED_TO|MENTIONED_WITH]-(other)
  WHERE id(other) IN further
    AND link.lastSaidOn >= $saidFrom
    AND link.firstSaidOn < $saidBefore
    AND link.evidenceCount >= $minEvidence
    AND link.past = $past
    AND any(one IN $videosAny WHERE EXISTS { (:Evidence {relationshipId: link.id})-[:SAID_IN]->(:Segment)<-[:HAS_SEGMENT]-(:Video {id: one}) })
  RETURN link
}
RETURN collect(link.id) AS ids, collect(elementId(link)) AS elements, collect(id(startNode(link))) AS sources,
  collect(id(endNode(link))) AS targets, collect(type(link)) AS types, collect(link.weight) AS weights
