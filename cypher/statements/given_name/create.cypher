// Adds the names that videos use for their entities, and whether their kind was a guess.
// mode: write
// parameters: rows: [{video, alias, properties}]
UNWIND $rows AS row
MATCH (video:Video {id: row.video})
MATCH (alias:Alias {key: row.alias})
CREATE (video)-[given:GIVES_NAME]->(alias)
SET given = row.properties
