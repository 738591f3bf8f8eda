// The channels of videos; all channels, if none are given.
// mode: read
// parameters: ids
// columns: labels, properties
MATCH (channel:Channel)
WHERE $ids IS NULL OR EXISTS {
    MATCH (channel)-[:PUBLISHED]->(video:Video)
    WHERE video.id IN $ids
  }
RETURN labels(channel) AS labels, properties(channel) AS properties
ORDER BY channel.id
