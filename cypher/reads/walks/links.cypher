// The links between some entities, of each entity the heaviest. Those with very many relationships are reached from the
// others; among themselves from all but the one that has most.
// A line with a limit or condition that is not given is left out; types are replaced.
// parameters: ids, hub, perNode, saidFrom, saidBefore, minEvidence, videosAny
// columns: id, element, source, target, type, weight
MATCH (node:Entity)
WHERE node.id IN $ids
WITH node, COUNT { (node)-[:WORKS_AT|LEADS|LEFT|FOUNDED|CREATED|USES|PART_OF|BASED_ON|COMPETES_WITH|ACQUIRED|INVESTED_IN|PARTICIPATED_IN|SUPPORTS|CRITICIZES|INFLUENCED|RELATED_TO|MENTIONED_WITH]-() } AS degree
  ORDER BY degree, node.id
WITH collect(node) AS nodes, [node IN collect([node, degree]) WHERE node[1] > $hub | node[0]] AS hubs
UNWIND nodes AS node
WITH node, hubs
WHERE NOT node IN hubs OR node <> last(hubs)
CALL (node, hubs) {
  MATCH (node)-[link:WORKS_AT|LEADS|LEFT|FOUNDED|CREATED|USES|PART_OF|BASED_ON|COMPETES_WITH|ACQUIRED|INVESTED_IN|PARTICIPATED_IN|SUPPORTS|CRITICIZES|INFLUENCED|RELATED_TO|MENTIONED_WITH]-(other)
  WHERE other.id IN $ids AND other <> node AND (NOT node IN hubs OR other IN hubs)
    AND link.lastSaidOn >= $saidFrom
    AND link.firstSaidOn < $saidBefore
    AND link.evidenceCount >= $minEvidence
    AND any(one IN $videosAny WHERE EXISTS { (:Evidence {relationshipId: link.id})-[:SAID_IN]->(:Segment)<-[:HAS_SEGMENT]-(:Video {id: one}) })
  WITH link ORDER BY link.weight DESC, link.id LIMIT $perNode
  RETURN link
}
WITH DISTINCT link
RETURN link.id AS id, elementId(link) AS element, startNode(link).id AS source, endNode(link).id AS target,
  type(link) AS type, link.weight AS weight
  ORDER BY weight DESC, id
