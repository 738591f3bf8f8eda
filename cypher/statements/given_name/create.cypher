// Adds the names that a video uses for its entities, and whether their kind was a guess.
// mode: write
// parameters: video, rows: [{alias, properties}]
MATCH (video:Video {id: $video})
UNWIND $rows AS row
MATCH (alias:Alias {key: row.alias})
CREATE (video)-[given:GIVES_NAME]->(alias)
SET given = row.properties
