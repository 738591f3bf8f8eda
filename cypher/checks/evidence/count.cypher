// What evidence says is the id of its connection, by the ends and the type of that.
// parameters: none
// columns: source, type, target, ids
MATCH (source:Entity)<-[:SUBJECT]-(evidence:Evidence)-[:OBJECT]->(target:Entity)
RETURN source.id AS source, evidence.type AS type, target.id AS target,
  collect(DISTINCT evidence.relationshipId) AS ids
