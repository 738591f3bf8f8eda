// Adds the speakers of segments.
// mode: write
// parameters: rows: [{segment, speaker}]
UNWIND $rows AS row
MATCH (segment:Segment {id: row.segment})
MATCH (speaker:Speaker {id: row.speaker})
CREATE (segment)-[:SPOKEN_BY]->(speaker)
