// All data about channels in their videos.
// mode: read
// parameters: ids
// columns: id, names, urls
UNWIND $ids AS id
MATCH (:Channel {id: id})-[published:PUBLISHED]->(:Video)
RETURN id, collect(DISTINCT published.name) AS names, collect(DISTINCT published.url) AS urls
