// The links between some entities, each once: every entity is left only towards those that have more relationships, so
// that the one with most is not left at all.
// A line with a limit or condition that is not given is left out; types are replaced.
// ($slice is a map with a list, not a list: Neo4j would plan anew for each size of a list.)
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
    AND (link.pastCount = link.evidenceCount) = $past
    AND any(one IN $videosAny WHERE EXISTS { (:Evidence {relationshipId: link.id})-[:SAID_IN]->(:Segment)<-[:HAS_SEGMENT]-(:Video {id: one}) })
  RETURN link
}
RETURN collect(link.id) AS ids, collect(elementId(link)) AS elements, collect(id(startNode(link))) AS sources,
  collect(id(endNode(link))) AS targets, collect(type(link)) AS types, collect(link.weight) AS weights
