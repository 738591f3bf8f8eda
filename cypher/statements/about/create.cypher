// Adds topics to segments.
// mode: write
// parameters: rows: [{segment, topic}]
UNWIND $rows AS row
WITH row.topic AS id, collect(row.segment) AS segments
MATCH (topic:Topic {id: id})
UNWIND segments AS segmentId
MATCH (segment:Segment {id: segmentId})
CREATE (segment)-[:ABOUT]->(topic)
