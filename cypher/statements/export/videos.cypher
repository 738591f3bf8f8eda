// Videos with their channels.
// mode: read
// parameters: ids
// columns: properties, more
UNWIND $ids AS id
MATCH (video:Video {id: id})
RETURN properties(video) AS properties, {
    channel: COLLECT { MATCH (channel:Channel)-[:PUBLISHED]->(video) RETURN channel.name LIMIT 1 }[0],
    channelUrl: COLLECT { MATCH (channel:Channel)-[:PUBLISHED]->(video) RETURN channel.url LIMIT 1 }[0]
  } AS more
ORDER BY id
