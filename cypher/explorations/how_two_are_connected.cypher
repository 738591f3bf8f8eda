// The shortest path between two entities over stated connections, as a picture. Of several, the one with the most evidence. Takes any names or aliases.
:param one => 'Gloria Zhao';
:param other => 'Erlay';
MATCH (:Alias {searchName: toLower($one)})-[:NAMES]->(source:Entity)
CALL (source) {
  MATCH (:Alias {searchName: toLower($other)})-[:NAMES]->(target:Entity)
  WHERE target <> source
  RETURN DISTINCT target
}
MATCH path = allShortestPaths((source)-[:WORKS_AT|LEADS|LEFT|FOUNDED|CREATED|USES|PART_OF|BASED_ON|COMPETES_WITH|ACQUIRED|INVESTED_IN|PARTICIPATED_IN|SUPPORTS|CRITICIZES|INFLUENCED|RELATED_TO*..6]-(target))
RETURN path ORDER BY reduce(pieces = 0, step IN relationships(path) | pieces + step.evidenceCount) DESC, [node IN nodes(path) | node.name] LIMIT 1
