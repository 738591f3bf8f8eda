// Adds mentions of entities to segments.
// mode: write
// parameters: rows: [{segment, entity, properties}]
UNWIND $rows AS row
MATCH (segment:Segment {id: row.segment})
MATCH (entity:Entity {id: row.entity})
CREATE (segment)-[mention:MENTIONS]->(entity)
SET mention = row.properties
