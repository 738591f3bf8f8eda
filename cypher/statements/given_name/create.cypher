// Adds the names that videos use for their entities, and whether their kind was a guess.
// mode: write
// parameters: rows: [{video, alias, properties}]
UNWIND $rows AS row
WITH row.video AS id, collect(row) AS rows
MATCH (video:Video {id: id})
UNWIND rows AS row
MATCH (alias:Alias {key: row.alias})
CREATE (video)-[given:GIVES_NAME]->(alias)
SET given = row.properties
