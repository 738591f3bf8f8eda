// Deletes COVERS without segments.
// mode: write
// parameters: rows: [{topic, entity}]
UNWIND $rows AS row
MATCH (:Topic {id: row.topic})-[covers:COVERS]->(:Entity {id: row.entity})
DELETE covers
