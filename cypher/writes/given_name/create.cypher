// Says which names a video gives to its entities.
// parameters: video, rows: [{alias, name}]
MATCH (video:Video {id: $video})
UNWIND $rows AS row
MATCH (alias:Alias {key: row.alias})
CREATE (video)-[:GIVES_NAME {name: row.name}]->(alias)
