// Removes topics from videos.
// mode: write
// parameters: rows: [{video, topic}]
UNWIND $rows AS row
MATCH (:Video {id: row.video})-[discusses:DISCUSSES]->(:Topic {id: row.topic})
DELETE discusses
