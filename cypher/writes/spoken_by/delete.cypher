// Removes the speakers of segments.
// parameters: rows: [{segment, speaker}]
UNWIND $rows AS row
MATCH (:Segment {id: row.segment})-[spokenBy:SPOKEN_BY]->(:Speaker {id: row.speaker})
DELETE spokenBy
