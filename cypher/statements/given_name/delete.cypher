// Removes the names that videos use.
// mode: write
// parameters: rows: [{video, alias}]
UNWIND $rows AS row
MATCH (:Video {id: row.video})-[given:GIVES_NAME]->(:Alias {key: row.alias})
DELETE given
