// Adds mentions of entities to segments.
// mode: write
// parameters: rows: [{segment, entity, properties}]
UNWIND $rows AS row
WITH row.entity AS id, collect(row) AS rows
MATCH (entity:Entity {id: id})
UNWIND rows AS row
MATCH (segment:Segment {id: row.segment})
CREATE (segment)-[mention:MENTIONS]->(entity)
SET mention = row.properties
