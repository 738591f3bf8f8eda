// The shortest paths between two entities: of several that visit the same entities the heaviest, heaviest first.
// As `shortest`, but for one search that avoids nothing: what is not checked at each step need not be read.
// parameters: source, target, first, cap, kinds, saidFrom, saidBefore, minEvidence
// columns: paths
MATCH (spur:Entity {id: $source})
MATCH (target:Entity {id: $target})
CALL (spur, target) {
  MATCH path = allShortestPaths((spur)-[:WORKS_AT|LEADS|LEFT|FOUNDED|CREATED|USES|PART_OF|BASED_ON|COMPETES_WITH|ACQUIRED|INVESTED_IN|PARTICIPATED_IN|SUPPORTS|CRITICIZES|INFLUENCED|RELATED_TO|MENTIONED_WITH*..6]-(target))
  WHERE true
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
RETURN paths
