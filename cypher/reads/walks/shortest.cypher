// The shortest paths from each search's spur to the target: of several that visit the same entities the heaviest, heaviest first.
// A line with a limit ($kinds, $saidFrom, $saidBefore, $minEvidence) is left out where none is asked for; types and
// the number of hops are replaced by those asked for. All conditions are checked while Neo4j walks.
// ($spurs is a map with a list, not a list: Neo4j would plan anew for each size of a list.)
// parameters: target, first, cap, kinds, saidFrom, saidBefore, minEvidence, spurs
// columns: number, paths
UNWIND $spurs.searches AS search
MATCH (spur:Entity {id: search.spur})
MATCH (target:Entity {id: $target})
CALL (search) {
  OPTIONAL MATCH (avoid:Entity)
  WHERE avoid.id IN search.avoid
  RETURN collect(avoid) AS avoided
}
CALL (search) {
  OPTIONAL MATCH (next:Entity)
  WHERE next.id IN search.blocked
  RETURN collect(next) AS blocked
}
CALL (search, spur, target, avoided, blocked) {
  MATCH path = allShortestPaths((spur)-[:WORKS_AT|LEADS|LEFT|FOUNDED|CREATED|USES|PART_OF|BASED_ON|COMPETES_WITH|ACQUIRED|INVESTED_IN|PARTICIPATED_IN|SUPPORTS|CRITICIZES|INFLUENCED|RELATED_TO|MENTIONED_WITH*..6]-(target))
  WHERE none(node IN nodes(path) WHERE node IN avoided)
    AND none(step IN relationships(path) WHERE
      startNode(step) = spur AND endNode(step) IN blocked OR endNode(step) = spur AND startNode(step) IN blocked)
    AND all(node IN nodes(path) WHERE node.kind IN $kinds OR node = spur OR node = target)
    AND all(step IN relationships(path) WHERE step.lastSaidOn >= $saidFrom)
    AND all(step IN relationships(path) WHERE step.firstSaidOn < $saidBefore)
    AND all(step IN relationships(path) WHERE step.evidenceCount >= $minEvidence)
  WITH path LIMIT $cap
  WITH [node IN nodes(path) | node.id] AS entities, relationships(path) AS steps
  WITH entities, steps, [step IN steps | step.id] AS ids,
    reduce(sum = 0.0, step IN steps | sum + step.weight) AS weight
    ORDER BY weight DESC, ids
  WITH entities, max(weight) AS weight, head(collect(steps)) AS steps
    ORDER BY weight DESC, entities LIMIT $first
  RETURN collect([entities, [step IN steps | [elementId(step), step.id, startNode(step).id, step.weight]]]) AS paths
}
RETURN search.number AS number, paths
