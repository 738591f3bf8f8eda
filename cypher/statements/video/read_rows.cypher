// The rows of a video, by noun: all that it adds to the graph; and the entities of the names that it gives.
// mode: read
// parameters: video
// columns: speaker, segment, chapter, section, bullet, evidence, published, spoken_by, mention, about, discusses, features, given_name, named
MATCH (video:Video {id: $video})
CALL (video) {
  MATCH (video)-[:HAS_SPEAKER]->(speaker:Speaker)
  OPTIONAL MATCH (speaker)-[:IS]->(person:Entity)
  RETURN collect({properties: properties(speaker), person: person.id}) AS speaker
}
CALL (video) {
  MATCH (video)-[:HAS_SEGMENT]->(segment:Segment)
  RETURN collect({properties: properties(segment)}) AS segment
}
CALL (video) {
  MATCH (video)-[:HAS_CHAPTER]->(chapter:Chapter)
  RETURN collect({properties: properties(chapter)}) AS chapter
}
CALL (video) {
  MATCH (video)-[:HAS_SECTION]->(section:SummarySection)
  RETURN collect({properties: properties(section)}) AS section
}
CALL (video) {
  MATCH (video)-[:HAS_SECTION]->(section:SummarySection)-[:HAS_BULLET]->(bullet:SummaryBullet)
  CALL (bullet) {
    MATCH (bullet)-[:RESTS_ON]->(segment:Segment)
    WITH segment
    ORDER BY segment.index
    RETURN collect(segment.id) AS segments
  }
  RETURN collect({section: section.id, properties: properties(bullet), segments: segments}) AS bullet
}
CALL (video) {
  MATCH (video)-[:HAS_SEGMENT]->(segment:Segment)<-[:SAID_IN]-(evidence:Evidence)
  WITH evidence, segment
  ORDER BY segment.index
  WITH evidence, collect(segment.id) AS segments
  MATCH (evidence)-[subjectOf:SUBJECT]->(subject:Entity)
  MATCH (evidence)-[objectOf:OBJECT]->(object:Entity)
  RETURN collect({
    properties: properties(evidence), subject: subject.id, subjectKey: subjectOf.aliasKey, object: object.id,
    objectKey: objectOf.aliasKey, segments: segments
  }) AS evidence
}
CALL (video) {
  MATCH (channel:Channel)-[published:PUBLISHED]->(video)
  RETURN collect({channel: channel.id, properties: properties(published)}) AS published
}
CALL (video) {
  MATCH (video)-[:HAS_SEGMENT]->(segment:Segment)-[:SPOKEN_BY]->(speaker:Speaker)
  RETURN collect({segment: segment.id, speaker: speaker.id}) AS spoken_by
}
CALL (video) {
  MATCH (video)-[:HAS_SEGMENT]->(segment:Segment)-[mention:MENTIONS]->(entity:Entity)
  RETURN collect({segment: segment.id, entity: entity.id, properties: properties(mention)}) AS mention
}
CALL (video) {
  MATCH (video)-[:HAS_SEGMENT]->(segment:Segment)-[:ABOUT]->(topic:Topic)
  RETURN collect({segment: segment.id, topic: topic.id}) AS about
}
CALL (video) {
  MATCH (video)-[discusses:DISCUSSES]->(topic:Topic)
  RETURN collect({topic: topic.id, properties: properties(discusses)}) AS discusses
}
CALL (video) {
  MATCH (video)-[features:FEATURES]->(entity:Entity)
  RETURN collect({entity: entity.id, properties: properties(features)}) AS features
}
CALL (video) {
  MATCH (video)-[given:GIVES_NAME]->(alias:Alias)
  OPTIONAL MATCH (alias)-[:NAMES]->(entity:Entity)
  RETURN collect({alias: alias.key, properties: properties(given)}) AS given_name,
    collect(CASE WHEN entity IS NOT NULL THEN {key: alias.key, entity: entity.id, kind: entity.kind} END) AS named
}
RETURN speaker, segment, chapter, section, bullet, evidence, published, spoken_by, mention, about, discusses, features, given_name,
  named
