// A video, with three entities as those that it shares with another one.
MATCH (video:Video {id: 'video:videograph-lecun-leaves-meta'})
WITH {video: video, sharedEntities: COLLECT { MATCH (video)-[:FEATURES]->(entity) RETURN entity LIMIT 3 }} AS this
