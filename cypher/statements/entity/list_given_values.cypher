// All data about entities in videos; for each main name, the number of videos that use it and of their mentions.
// mode: read
// parameters: ids
// columns: id, names, descriptions, urls
UNWIND $ids AS id
MATCH (entity:Entity {id: id})
WHERE EXISTS { (entity)<-[:FEATURES]-() }
CALL (entity) {
  MATCH (entity)<-[features:FEATURES]-()
  WITH features.name AS name, count(*) AS talks, sum(features.mentionCount) AS mentions
  WHERE name IS NOT NULL
  RETURN collect({name: name, talks: talks, mentions: mentions}) AS names
}
CALL (entity) {
  MATCH (entity)<-[features:FEATURES]-()
  RETURN collect(DISTINCT features.description) AS descriptions, collect(DISTINCT features.url) AS urls
}
RETURN id, names, descriptions, urls
