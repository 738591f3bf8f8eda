// The co-mentions between given entities by their normalized pointwise mutual information (NPMI) over segments, the
// strongest first; equal ones by weight, then by id. `ranks` is the rank of each at the end where the rank is better:
// 0 is the strongest of that entity.
// NPMI compares the number of segments that mention both with the number expected by chance: 1 if each is mentioned only
// with the other, 0 if by chance, -1 if no segment mentions both.
// Lines with a limit or condition that is not given are left out. With $videosAny, only their segments and evidence count.
// ($slice is a map with a list, because Neo4j would plan again for each size of a list.)
// mode: read
// parameters: slice, saidFrom, saidBefore, minEvidence, past, videosAny
// columns: elements, ranks
CALL () {
  MATCH (video:Video)
  WHERE true
    AND video.id IN $videosAny
  RETURN sum(COUNT { (video)-[:HAS_SEGMENT]->() }) AS total
}
MATCH (video:Video)-[:HAS_SEGMENT]->(segment:Segment)-[:MENTIONS]->(node)
WHERE id(node) IN $slice.numbers
  AND video.id IN $videosAny
WITH total, segment, collect(DISTINCT node) AS nodes
UNWIND nodes AS node
UNWIND nodes AS other
WITH total, node, id(other) AS other, count(*) AS together
WITH total, node, collect([other, together]) AS counts
WITH total, node, counts, head([pair IN counts WHERE pair[0] = id(node) | pair[1]]) AS alone
MATCH (node)-[link:MENTIONED_WITH]-(other)
WHERE id(other) IN $slice.numbers
  AND link.lastSaidOn >= $saidFrom
  AND link.firstSaidOn < $saidBefore
  AND link.evidenceCount >= $minEvidence
  AND link.past = $past
  AND any(one IN $videosAny WHERE EXISTS { (:Evidence {relationshipId: link.id})-[:SAID_IN]->(:Segment)<-[:HAS_SEGMENT]-(:Video {id: one}) })
WITH total, link, collect(node) AS ends, collect(alone) AS alone,
  coalesce(head(collect(head([pair IN counts WHERE pair[0] = id(other) | pair[1]]))), 0) AS together
WITH link, ends, CASE together
    WHEN 0 THEN -1.0
    WHEN total THEN 1.0
    ELSE log(1.0 * total * together / (alone[0] * alone[1])) / -log(1.0 * together / total)
  END AS npmi
UNWIND ends AS node
WITH node, link, npmi
  ORDER BY npmi DESC, link.weight DESC, link.id
WITH node, collect({link: link, npmi: npmi}) AS ranked
UNWIND range(0, size(ranked) - 1) AS rank
WITH ranked[rank].link AS link, ranked[rank].npmi AS npmi, min(rank) AS rank
  ORDER BY npmi DESC, link.weight DESC, link.id
RETURN collect(elementId(link)) AS elements, collect(rank) AS ranks
