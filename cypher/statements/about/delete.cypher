// Removes topics from segments.
// mode: write
// parameters: rows: [{segment, topic}]
UNWIND $rows AS row
MATCH (:Segment {id: row.segment})-[about:ABOUT]->(:Topic {id: row.topic})
DELETE about
