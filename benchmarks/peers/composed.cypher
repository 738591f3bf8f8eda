// The statement of the video page as Videograph composes it, in the form for frequent operations.
// Written by `VIDEOGRAPH_TEST_RECORD=yes make test ARGS=tests/unit/graph/compose/test_page_statement.py`.
CALL () {
MATCH (video:Video)
WITH * WHERE video.id = $p1
WITH video AS video_1, video.revision AS revision_1
CALL (video_1) {
MATCH (video_1)-[:HAS_CHAPTER]->(chapter:Chapter)
WITH chapter AS chapter_2 ORDER BY chapter.index, chapter.id
RETURN collect([chapter_2.title, chapter_2.startSeconds, chapter_2.endSeconds]) AS c1
}
CALL (video_1) {
MATCH (video_1)-[:HAS_SECTION]->(section:SummarySection)
WITH section AS section_2 ORDER BY section.index, section.id
CALL (section_2, video_1) {
MATCH (section_2)-[:HAS_BULLET]->(bullet:SummaryBullet)
WITH bullet AS bullet_3 ORDER BY bullet.index, bullet.id
CALL (bullet_3, video_1) {
MATCH (bullet_3)-[:RESTS_ON]->(segment:Segment)
WITH segment AS segment_4 ORDER BY segment.index, segment.id
WITH *, replace(video_1.momentUrlTemplate, '{seconds}', toString(toInteger(segment_4.startSeconds))) AS c1
RETURN collect([segment_4.index, segment_4.startSeconds, c1]) AS c1
}
RETURN collect([bullet_3.symbol, bullet_3.text, coalesce(bullet_3.verbatim, false), c1]) AS c1
}
RETURN collect([section_2.heading, section_2.startSeconds, c1]) AS c2
}
CALL (video_1) {
MATCH (video_1)-[:HAS_SEGMENT]->()<-[:SAID_IN]-(evidence)
WHERE '[:WORKS_AT|LEADS|LEFT|FOUNDED|CREATED|USES|PART_OF|BASED_ON|COMPETES_WITH|ACQUIRED|INVESTED_IN|PARTICIPATED_IN|SUPPORTS|CRITICIZES|INFLUENCED|RELATED_TO]' CONTAINS evidence.type
WITH DISTINCT video_1, evidence
MATCH (evidence)-[:SUBJECT]->(subject), (evidence)-[:OBJECT]->(object)
WITH video_1, subject, object, evidence.relationshipId AS wanted, collect(evidence) AS quotes
WITH subject, object, wanted, {evidence: quotes, video: video_1, source: subject, target: object} AS said
MATCH (subject)-[relationship:WORKS_AT|LEADS|LEFT|FOUNDED|CREATED|USES|PART_OF|BASED_ON|COMPETES_WITH|ACQUIRED|INVESTED_IN|PARTICIPATED_IN|SUPPORTS|CRITICIZES|INFLUENCED|RELATED_TO]-(object)
WHERE relationship.id = wanted
WITH collect([relationship, said]) AS walk_0
CALL (walk_0, video_1) {
UNWIND walk_0 AS one_0
WITH one_0[0] AS relationship, one_0[1] AS said
WITH relationship AS relationship_2, said AS said_2 ORDER BY relationship.weight DESC, relationship.id DESC LIMIT $p2
CALL (said_2, video_1) {
UNWIND said_2.evidence AS evidence
WITH evidence AS evidence_3 ORDER BY evidence.sortConfidence DESC, evidence.sortSeconds DESC, evidence.id DESC LIMIT $p3
CALL (evidence_3) {
MATCH (evidence_3)-[:SAID_IN]->(segment:Segment)
OPTIONAL MATCH (segment)-[:SPOKEN_BY]->(voice:Speaker)
OPTIONAL MATCH (voice)-[:IS]->(person:Person)
WITH segment, voice, coalesce(person.id, voice.id, '') AS who
ORDER BY segment.index
WITH collect(voice)[0] AS speaker, collect(DISTINCT who) AS everybody
WHERE size(everybody) = 1 AND speaker IS NOT NULL
WITH speaker AS speaker_4
RETURN head(collect([speaker_4.label])) AS c1
}
WITH *, replace(video_1.momentUrlTemplate, '{seconds}', toString(toInteger(evidence_3.startSeconds))) AS c2
RETURN collect([evidence_3.id, evidence_3.quote, evidence_3.label, evidence_3.startSeconds, c1, c2]) AS c1
}
WITH *, COLLECT { UNWIND [said_2] AS said WITH said.video AS talk, said.source AS end MATCH (talk)-[calls:FEATURES]->(end) RETURN CASE end.nameFrom WHEN 'DECISION' THEN end.name ELSE calls.name END }[0] AS c2, COLLECT { UNWIND [said_2] AS said WITH said.video AS talk, said.target AS end MATCH (talk)-[calls:FEATURES]->(end) RETURN CASE end.nameFrom WHEN 'DECISION' THEN end.name ELSE calls.name END }[0] AS c3, endNode(relationship_2) AS c4_node, size(said_2.evidence) AS c5, startNode(relationship_2) AS c6_node
RETURN collect([relationship_2.id, relationship_2.past, type(relationship_2), c4_node.slug, c4_node.name, c4_node.kind, c6_node.slug, c6_node.name, c6_node.kind, c1, c2, c3, c5]) AS c3
}
RETURN c3, size(walk_0) AS c3_total
}
CALL (video_1) {
MATCH (video_1)-[:HAS_SEGMENT]->(segment)
WITH segment AS segment_2, segment.index AS key_2_0, segment.id AS key_2_1 ORDER BY segment.index, segment.id LIMIT $p4
CALL (segment_2) {
MATCH (segment_2)-[mention:MENTIONS]->()
WITH mention AS mention_3 ORDER BY mention.startOffset, mention.endOffset, endNode(mention).id
WITH *, endNode(mention_3) AS c1_node
RETURN collect([mention_3.startOffset, mention_3.endOffset, c1_node.id, c1_node.slug]) AS c1
}
CALL (segment_2) {
OPTIONAL MATCH (segment_2)-[:SPOKEN_BY]->(c2_node)
RETURN c2_node LIMIT 1
}
WITH collect([segment_2.index, segment_2.text, segment_2.startSeconds, segment_2.endSeconds, c2_node.label, c1, c2_node IS NOT NULL]) AS rows_0, collect([key_2_0, key_2_1]) AS keys_0
RETURN [rows_0, keys_0[0], keys_0[-2], keys_0[-1]] AS c4
}
CALL (video_1) {
MATCH (video_1)-[:HAS_SPEAKER]->(speaker:Speaker)
WITH speaker AS speaker_2 ORDER BY speaker.speakingSeconds DESC, speaker.label, speaker.id
CALL (speaker_2) {
OPTIONAL MATCH (speaker_2)-[:IS]->(c1_node:Person)
RETURN c1_node LIMIT 1
}
RETURN collect([speaker_2.label, speaker_2.speakingSeconds, c1_node.slug, c1_node.name, c1_node IS NOT NULL]) AS c5
}
CALL (video_1) {
MATCH (video_1)-[discusses:DISCUSSES]->(topic:Topic)
WITH topic AS topic_2, discusses AS discusses_2 ORDER BY discusses.segmentCount DESC, topic.searchName, topic.id LIMIT $p5
RETURN collect([topic_2.id, topic_2.slug, topic_2.name, discusses_2.segmentCount, discusses_2.firstSeconds]) AS c6
}
CALL (video_1) {
MATCH (video_1)-[features:FEATURES]->(entity:Entity)
WITH entity AS entity_2, features AS features_2, features.salience AS key_2_0, entity.id AS key_2_1 ORDER BY features.salience DESC, entity.id DESC LIMIT $p6
WITH collect([entity_2.id, entity_2.slug, entity_2.name, entity_2.kind, entity_2.description, CASE endNode(features_2).nameFrom WHEN 'DECISION' THEN endNode(features_2).name ELSE features_2.name END, features_2.mentionCount, features_2.firstSeconds, features_2.salience]) AS rows_0, collect([key_2_0, key_2_1]) AS keys_0
RETURN [rows_0, keys_0[0], keys_0[-2], keys_0[-1]] AS c7
}
CALL (video_1) {
MATCH (video_1)-[features:FEATURES]->(entity:Entity)
WITH entity.kind AS kind_0, count(*) AS count_0 ORDER BY count_0 DESC, kind_0
RETURN collect([kind_0, count_0]) AS c8
}
CALL (video_1) {
OPTIONAL MATCH (video_1)<-[:PUBLISHED]-(c9_node:Channel)
RETURN c9_node LIMIT 1
}
CALL (video_1) {
WITH video_1 WHERE video_1.mediaUrl IS NOT NULL OR video_1.recordingType IS NOT NULL
WITH CASE
    WHEN video_1.mediaUrl IS NULL THEN {url: '/videos/' + video_1.slug + '/recording', mediaType: video_1.recordingType}
    ELSE {url: video_1.mediaUrl, mediaType: video_1.mediaType}
  END AS media
WITH media AS media_2
RETURN head(collect([media_2.url, media_2.mediaType])) AS c10
}
WITH *, COUNT { (video_1)-[:DISCUSSES]->() } AS c11, COUNT { (video_1)-[:FEATURES]->() } AS c12, COUNT { (video_1)-[:HAS_SEGMENT]->() } AS c13
CALL (video_1) {
OPTIONAL MATCH (again_0:Video) WHERE again_0.id = video_1.id RETURN again_0.revision AS revision_0
}
RETURN head(collect([video_1.id, video_1.slug, video_1.title, video_1.description, video_1.url, video_1.thumbnailUrl, video_1.durationSeconds, video_1.language, video_1.recognizer, video_1.diarizer, video_1.extractor, video_1.summary, toString(video_1.publishedOn), c9_node.name, c9_node.url, c1, c2, c3, c3_total, c4, c5, c6, c7, c8, c9_node IS NOT NULL, c10, c11, c12, c13, revision_1, revision_0])) AS root_1
}
RETURN root_1
