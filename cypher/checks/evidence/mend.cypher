// Sets the id of the connection on its evidence, and its place among that.
// parameters: rows: [{source, type, target, relationshipId}]
UNWIND $rows AS row
MATCH (:Entity {id: row.source})<-[:SUBJECT]-(evidence:Evidence)-[:OBJECT]->(:Entity {id: row.target})
WHERE evidence.type = row.type
SET evidence.relationshipId = row.relationshipId, evidence.sortConfidence = coalesce(evidence.confidence, 1.0)
