// Removes topics from a video.
// mode: write
// parameters: video, rows: [{topic}]
UNWIND $rows AS row
MATCH (:Video {id: $video})-[discusses:DISCUSSES]->(:Topic {id: row.topic})
DELETE discusses
