// Corrects COVERS.
// mode: write
// parameters: rows: [{topic, entity, segmentCount}]
UNWIND $rows AS row
MATCH (topic:Topic {id: row.topic})
MATCH (entity:Entity {id: row.entity})
CALL (topic, entity) {
  MATCH (topic)-[covers:COVERS]->(entity)
  RETURN collect(covers) AS stored
}
FOREACH (extra IN tail(stored) | DELETE extra)
MERGE (topic)-[covers:COVERS]->(entity)
SET covers.segmentCount = row.segmentCount
