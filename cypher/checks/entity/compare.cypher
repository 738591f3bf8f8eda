// Stored entities, with new counts, and their data in videos.
// mode: read
// parameters: none
// columns: id, labels, kind, keys, name, searchName, nameFrom, description, descriptionFrom, url, urlFrom, wikidata, wikidataFrom, mentionCount, videoCount, relationshipCount, firstMentionedOn, lastMentionedOn, sortDate, mentions, videos, relationships, firstDay, lastDay, names, descriptions, urls, items, renamed, hasDescription, decidedDescription, hasUrl, decidedUrl, hasWikidata, decidedWikidata
MATCH (entity:Entity)
CALL (entity) {
  OPTIONAL MATCH (entity)<-[features:FEATURES]-(video:Video)
  RETURN count(DISTINCT video) AS videos, min(video.publishedOn) AS firstDay, max(video.publishedOn) AS lastDay,
    collect(DISTINCT {value: features.description, authority: features.authority}) AS descriptions,
    collect(DISTINCT {value: features.url, authority: features.authority}) AS urls,
    collect(DISTINCT {value: features.wikidata, authority: features.authority}) AS items
}
CALL (entity) {
  OPTIONAL MATCH (entity)<-[features:FEATURES]-()
  WITH coalesce(features.called, features.name) AS name, features.authority AS authority, count(*) AS talks,
    sum(features.mentionCount) AS mentions
  RETURN collect({value: name, authority: authority, talks: talks, mentions: mentions}) AS names
}
CALL (entity) {
  OPTIONAL MATCH (entity)<-[:NAMES]-(alias:Alias)
  RETURN collect(alias.key) AS keys
}
OPTIONAL MATCH (renamed:RenamedEntity {id: entity.id})
CALL (entity) {
  OPTIONAL MATCH (made:Decision {entityId: entity.id, sort: 'DESCRIPTION'})
  WITH made
  ORDER BY made.decidedAt DESC, made.id
  RETURN head(collect({value: made.detail, at: made.decidedAt})) AS described
}
CALL (entity) {
  OPTIONAL MATCH (made:Decision {entityId: entity.id, sort: 'URL'})
  WITH made
  ORDER BY made.decidedAt DESC, made.id
  RETURN head(collect({value: made.detail, at: made.decidedAt})) AS linked
}
CALL (entity) {
  OPTIONAL MATCH (made:Decision {entityId: entity.id, sort: 'WIKIDATA'})
  WITH made
  ORDER BY made.decidedAt DESC, made.id
  RETURN head(collect({value: made.detail, at: made.decidedAt})) AS identified
}
RETURN entity.id AS id, labels(entity) AS labels, entity.kind AS kind, keys, entity.name AS name,
  entity.searchName AS searchName, entity.nameFrom AS nameFrom, entity.description AS description,
  entity.descriptionFrom AS descriptionFrom, entity.url AS url, entity.urlFrom AS urlFrom,
  entity.wikidata AS wikidata, entity.wikidataFrom AS wikidataFrom,
  entity.mentionCount AS mentionCount, entity.videoCount AS videoCount,
  entity.relationshipCount AS relationshipCount, toString(entity.firstMentionedOn) AS firstMentionedOn,
  toString(entity.lastMentionedOn) AS lastMentionedOn, toString(entity.sortDate) AS sortDate,
  COUNT { (entity)<-[:MENTIONS]-() } AS mentions, videos,
  COUNT { (entity)-[:WORKS_AT|LEADS|LEFT|FOUNDED|CREATED|USES|PART_OF|BASED_ON|COMPETES_WITH|ACQUIRED|INVESTED_IN|PARTICIPATED_IN|SUPPORTS|CRITICIZES|INFLUENCED|RELATED_TO]-() } AS relationships, toString(firstDay) AS firstDay,
  toString(lastDay) AS lastDay, names, descriptions, urls, items, renamed.name AS renamed, described.at IS NOT NULL AS hasDescription,
  described.value AS decidedDescription, linked.at IS NOT NULL AS hasUrl, linked.value AS decidedUrl,
  identified.at IS NOT NULL AS hasWikidata, identified.value AS decidedWikidata
