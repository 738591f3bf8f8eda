// All data about channels in their videos, each with the authority of the videos.
// mode: read
// parameters: ids
// columns: id, names, urls
UNWIND $ids AS id
MATCH (:Channel {id: id})-[published:PUBLISHED]->(:Video)
RETURN id, collect(DISTINCT {value: published.name, authority: published.authority}) AS names,
  collect(DISTINCT {value: published.url, authority: published.authority}) AS urls
