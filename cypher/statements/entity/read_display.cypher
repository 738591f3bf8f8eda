// The shown name, description, address and item in Wikidata of entities, each with where it is from, and what was decided.
// mode: read
// parameters: ids
// columns: id, kind, name, nameFrom, description, descriptionFrom, url, urlFrom, wikidata, wikidataFrom, renamed, hasDescription, decidedDescription, hasUrl, decidedUrl, hasWikidata, decidedWikidata
UNWIND $ids AS id
MATCH (entity:Entity {id: id})
OPTIONAL MATCH (renamed:RenamedEntity {id: id})
CALL (id) {
  MATCH (made:Decision {entityId: id})
  WHERE made.sort IN ['DESCRIPTION', 'URL', 'WIKIDATA']
  WITH made
  ORDER BY made.decidedAt DESC, made.id
  WITH collect({sort: made.sort, value: made.detail, at: made.decidedAt}) AS decided
  RETURN head([one IN decided WHERE one.sort = 'DESCRIPTION']) AS described, head([one IN decided WHERE one.sort = 'URL']) AS linked,
    head([one IN decided WHERE one.sort = 'WIKIDATA']) AS identified
}
RETURN id, entity.kind AS kind, entity.name AS name, entity.nameFrom AS nameFrom, entity.description AS description,
  entity.descriptionFrom AS descriptionFrom, entity.url AS url, entity.urlFrom AS urlFrom,
  entity.wikidata AS wikidata, entity.wikidataFrom AS wikidataFrom, renamed.name AS renamed,
  described.at IS NOT NULL AS hasDescription, described.value AS decidedDescription, linked.at IS NOT NULL AS hasUrl,
  linked.value AS decidedUrl, identified.at IS NOT NULL AS hasWikidata,
  identified.value AS decidedWikidata
