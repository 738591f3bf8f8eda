// Says which names a video gives to its entities, and for which their kind was a guess.
// parameters: video, rows: [{alias, name, guessed}]
MATCH (video:Video {id: $video})
UNWIND $rows AS row
MATCH (alias:Alias {key: row.alias})
CREATE (video)-[:GIVES_NAME {name: row.name, guessed: row.guessed}]->(alias)
