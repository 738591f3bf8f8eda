// Stored channels, and their data in videos.
// mode: read
// parameters: none
// columns: id, name, searchName, nameFrom, url, urlFrom, videos, names, urls
MATCH (channel:Channel)
CALL (channel) {
  OPTIONAL MATCH (channel)-[published:PUBLISHED]->(video:Video)
  RETURN count(video) AS videos, collect(DISTINCT {value: published.name, authority: published.authority}) AS names,
    collect(DISTINCT {value: published.url, authority: published.authority}) AS urls
}
RETURN channel.id AS id, channel.name AS name, channel.searchName AS searchName,
  channel.nameFrom AS nameFrom, channel.url AS url, channel.urlFrom AS urlFrom, videos, names, urls
