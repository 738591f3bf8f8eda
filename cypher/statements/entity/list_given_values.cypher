// All data about entities in videos, each with the authority of the videos; for each main name, the number of videos that use it
// and of their mentions.
// mode: read
// parameters: ids
// columns: id, names, descriptions, urls, items
UNWIND $ids AS id
MATCH (entity:Entity {id: id})
WHERE EXISTS { (entity)<-[:FEATURES]-() }
CALL (entity) {
  MATCH (entity)<-[features:FEATURES]-()
  WITH coalesce(features.called, features.name) AS name, features.authority AS authority, count(*) AS talks,
    sum(features.mentionCount) AS mentions
  RETURN collect({value: name, authority: authority, talks: talks, mentions: mentions}) AS names
}
CALL (entity) {
  MATCH (entity)<-[features:FEATURES]-()
  RETURN collect(DISTINCT {value: features.description, authority: features.authority}) AS descriptions,
    collect(DISTINCT {value: features.url, authority: features.authority}) AS urls,
    collect(DISTINCT {value: features.wikidata, authority: features.authority}) AS items
}
RETURN id, names, descriptions, urls, items
