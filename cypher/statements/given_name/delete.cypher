// Removes the names that a video uses.
// mode: write
// parameters: video, rows: [{alias}]
UNWIND $rows AS row
MATCH (:Video {id: $video})-[given:GIVES_NAME]->(:Alias {key: row.alias})
DELETE given
