// The whole page of a video, written by hand for this page alone: lists instead of maps, one row.
// The program builds links to moments from the template, and counts the kinds of entities.
MATCH (v:Video {id: $id})
CALL (v) { MATCH (v)-[:HAS_CHAPTER]->(c) WITH c ORDER BY c.index RETURN collect([c.title, c.startSeconds, c.endSeconds]) AS chapters }
CALL (v) {
  MATCH (v)-[:HAS_SECTION]->(s) WITH s ORDER BY s.index
  CALL (s) {
    MATCH (s)-[:HAS_BULLET]->(b) WITH b ORDER BY b.index
    CALL (b) { MATCH (b)-[:RESTS_ON]->(g) WITH g ORDER BY g.index RETURN collect([g.index, g.startSeconds]) AS segments }
    RETURN collect([b.symbol, b.text, segments]) AS bullets
  }
  RETURN collect([s.heading, s.startSeconds, bullets]) AS sections
}
CALL (v) {
  MATCH (v)-[:HAS_SEGMENT]->()<-[:SAID_IN]-(e) WHERE e.type <> 'MENTIONED_WITH'
  WITH DISTINCT e
  MATCH (e)-[:SUBJECT]->(a), (e)-[:OBJECT]->(b)
  CALL (e) { MATCH (e)-[:SAID_IN]->(g) WITH g ORDER BY g.index LIMIT 1 OPTIONAL MATCH (g)-[:SPOKEN_BY]->(sp) RETURN sp.label AS speaker }
  WITH a, b, e, speaker ORDER BY e.sortConfidence DESC, e.sortSeconds DESC, e.id DESC
  WITH a, b, e.relationshipId AS id, e.type AS type, collect([e.id, e.quote, e.label, e.startSeconds, speaker]) AS evidence
  MATCH (a)-[r]-(b) WHERE r.id = id
  WITH r, id, type, evidence, startNode(r) AS s, endNode(r) AS t ORDER BY r.weight DESC, id DESC
  RETURN collect([id, type, r.past, s.slug, s.name, s.kind, t.slug, t.name, t.kind, size(evidence), evidence[..3]]) AS relationships
}
CALL (v) {
  MATCH (v)-[:HAS_SEGMENT]->(g) WITH g ORDER BY g.index LIMIT 1000
  OPTIONAL MATCH (g)-[:SPOKEN_BY]->(sp)
  CALL (g) { MATCH (g)-[m:MENTIONS]->(e) WITH m, e ORDER BY m.startOffset, m.endOffset, e.id RETURN collect([m.startOffset, m.endOffset, e.id, e.slug]) AS mentions }
  RETURN collect([g.index, g.startSeconds, g.endSeconds, g.text, sp.label, mentions]) AS transcript
}
CALL (v) {
  MATCH (v)-[:HAS_SPEAKER]->(s) OPTIONAL MATCH (s)-[:IS]->(p)
  WITH s, p ORDER BY s.speakingSeconds DESC, s.label
  RETURN collect([s.label, s.speakingSeconds, p.slug, p.name]) AS speakers
}
CALL (v) { MATCH (v)-[d:DISCUSSES]->(t) WITH d, t ORDER BY d.segmentCount DESC, t.searchName LIMIT 50 RETURN collect([d.segmentCount, d.firstSeconds, t.id, t.slug, t.name]) AS topics }
CALL (v) {
  MATCH (v)-[f:FEATURES]->(e) WITH f, e ORDER BY f.salience DESC, e.id DESC
  WITH collect([f.salience, f.mentionCount, f.firstSeconds, e.id, e.slug, e.name, e.kind, e.description]) AS all
  RETURN all[..100] AS entities, [one IN all[100..] | one[6]] AS otherKinds
}
CALL (v) { MATCH (v)<-[:PUBLISHED]-(c) RETURN collect([c.name, c.url])[0] AS channel }
RETURN [
  v.id, v.slug, v.title, v.description, v.url, v.thumbnailUrl, v.mediaUrl, v.mediaType, toString(v.publishedOn), v.durationSeconds, v.language, v.summary,
  v.momentUrlTemplate, channel, speakers, sections, chapters, COUNT { (v)-[:DISCUSSES]->() }, topics, COUNT { (v)-[:HAS_SEGMENT]->() }, transcript,
  entities, otherKinds, size(relationships), relationships[..100]
] AS page
