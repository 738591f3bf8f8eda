// The shown name, description, address and item in Wikidata of entities, each with where it is from, and what was decided.
// mode: read
// parameters: ids
// columns: id, kind, name, nameFrom, description, descriptionFrom, url, urlFrom, wikidata, wikidataFrom, renamed, hasDescription, decidedDescription, hasUrl, decidedUrl, hasWikidata, decidedWikidata
UNWIND $ids AS id
MATCH (entity:Entity {id: id})
OPTIONAL MATCH (renamed:RenamedEntity {id: id})
CALL (id) {
  OPTIONAL MATCH (made:Decision {entityId: id, sort: 'DESCRIPTION'})
  WITH made
  ORDER BY made.decidedAt DESC, made.id
  RETURN head(collect({value: made.detail, at: made.decidedAt})) AS described
}
CALL (id) {
  OPTIONAL MATCH (made:Decision {entityId: id, sort: 'URL'})
  WITH made
  ORDER BY made.decidedAt DESC, made.id
  RETURN head(collect({value: made.detail, at: made.decidedAt})) AS linked
}
CALL (id) {
  OPTIONAL MATCH (made:Decision {entityId: id, sort: 'WIKIDATA'})
  WITH made
  ORDER BY made.decidedAt DESC, made.id
  RETURN head(collect({value: made.detail, at: made.decidedAt})) AS identified
}
RETURN id, entity.kind AS kind, entity.name AS name, entity.nameFrom AS nameFrom, entity.description AS description,
  entity.descriptionFrom AS descriptionFrom, entity.url AS url, entity.urlFrom AS urlFrom,
  entity.wikidata AS wikidata, entity.wikidataFrom AS wikidataFrom, renamed.name AS renamed,
  described.at IS NOT NULL AS hasDescription, described.value AS decidedDescription, linked.at IS NOT NULL AS hasUrl,
  linked.value AS decidedUrl, identified.at IS NOT NULL AS hasWikidata,
  identified.value AS decidedWikidata
