// The channel of a video.
// mode: read
// parameters: video
// columns: channel, properties
MATCH (channel:Channel)-[published:PUBLISHED]->(:Video {id: $video})
RETURN channel.id AS channel, properties(published) AS properties
