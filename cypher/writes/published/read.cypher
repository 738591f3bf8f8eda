// The channel of a video.
// parameters: video
// columns: channel, name, url
MATCH (channel:Channel)-[published:PUBLISHED]->(:Video {id: $video})
RETURN channel.id AS channel, published.name AS name, published.url AS url
