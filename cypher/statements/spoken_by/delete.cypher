// Removes the speakers of segments.
// mode: write
// parameters: rows: [{segment, speaker}]
UNWIND $rows AS row
MATCH (:Segment {id: row.segment})-[spokenBy:SPOKEN_BY]->(:Speaker {id: row.speaker})
DELETE spokenBy
