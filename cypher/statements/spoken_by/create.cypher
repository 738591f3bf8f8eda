// Adds the speakers of segments.
// mode: write
// parameters: rows: [{segment, speaker}]
UNWIND $rows AS row
WITH row.speaker AS id, collect(row.segment) AS segments
MATCH (speaker:Speaker {id: id})
UNWIND segments AS segmentId
MATCH (segment:Segment {id: segmentId})
CREATE (segment)-[:SPOKEN_BY]->(speaker)
