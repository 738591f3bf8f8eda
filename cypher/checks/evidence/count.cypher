// What evidence says is the id of its connection, by the ends and the type of that; `unsorted`: how much of it pages would
// put in the wrong place.
// parameters: none
// columns: source, type, target, ids, unsorted
MATCH (source:Entity)<-[:SUBJECT]-(evidence:Evidence)-[:OBJECT]->(target:Entity)
RETURN source.id AS source, evidence.type AS type, target.id AS target,
  collect(DISTINCT evidence.relationshipId) AS ids,
  sum(CASE evidence.sortConfidence WHEN coalesce(evidence.confidence, 1.0) THEN 0 ELSE 1 END) AS unsorted
