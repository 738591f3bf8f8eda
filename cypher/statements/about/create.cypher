// Adds topics to segments.
// mode: write
// parameters: rows: [{segment, topic}]
UNWIND $rows AS row
MATCH (segment:Segment {id: row.segment})
MATCH (topic:Topic {id: row.topic})
CREATE (segment)-[:ABOUT]->(topic)
