// Stored channels, and their data in videos.
// mode: read
// parameters: none
// columns: id, name, searchName, url, videos, names, urls
MATCH (channel:Channel)
CALL (channel) {
  OPTIONAL MATCH (channel)-[published:PUBLISHED]->(video:Video)
  RETURN count(video) AS videos, collect(DISTINCT published.name) AS names, collect(DISTINCT published.url) AS urls
}
RETURN channel.id AS id, channel.name AS name, channel.searchName AS searchName, channel.url AS url, videos, names, urls
