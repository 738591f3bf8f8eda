// The rows of videos, by noun: all that they add to the graph; the properties of each, and the entities of the names that it gives.
// mode: read
// parameters: ids
// columns: id, properties, speaker, segment, chapter, section, bullet, evidence, published, spoken_by, mention, about, discusses, features, given_name, named
UNWIND $ids AS videoId
MATCH (video:Video {id: videoId})
CALL (video) {
  MATCH (video)-[:HAS_SPEAKER]->(voice:Speaker)
  OPTIONAL MATCH (voice)-[:IS]->(person:Entity)
  RETURN collect({properties: properties(voice), person: person.id}) AS speaker
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
  MATCH (video)-[:HAS_SECTION]->(part:SummarySection)-[:HAS_BULLET]->(said:SummaryBullet)
  CALL (said) {
    MATCH (said)-[:RESTS_ON]->(line:Segment)
    WITH line
    ORDER BY line.index
    RETURN collect(line.id) AS segments
  }
  RETURN collect({section: part.id, properties: properties(said), segments: segments}) AS bullet
}
CALL (video) {
  MATCH (video)-[:HAS_SEGMENT]->(line:Segment)<-[:SAID_IN]-(quote:Evidence)
  WITH quote, line
  ORDER BY line.index
  WITH quote, collect(line.id) AS segments
  MATCH (quote)-[subjectOf:SUBJECT]->(subject:Entity)
  MATCH (quote)-[objectOf:OBJECT]->(object:Entity)
  RETURN collect({
    properties: properties(quote), subject: subject.id, subjectKey: subjectOf.aliasKey, object: object.id,
    objectKey: objectOf.aliasKey, segments: segments
  }) AS evidence
}
CALL (video) {
  MATCH (channel:Channel)-[published:PUBLISHED]->(video)
  RETURN collect({channel: channel.id, properties: properties(published)}) AS published
}
CALL (video) {
  MATCH (video)-[:HAS_SEGMENT]->(line:Segment)-[:SPOKEN_BY]->(voice:Speaker)
  RETURN collect({segment: line.id, speaker: voice.id}) AS spoken_by
}
CALL (video) {
  MATCH (video)-[:HAS_SEGMENT]->(line:Segment)-[mention:MENTIONS]->(entity:Entity)
  RETURN collect({segment: line.id, entity: entity.id, properties: properties(mention)}) AS mention
}
CALL (video) {
  MATCH (video)-[:HAS_SEGMENT]->(line:Segment)-[:ABOUT]->(topic:Topic)
  RETURN collect({segment: line.id, topic: topic.id}) AS about
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
RETURN videoId AS id, properties(video) AS properties, speaker, segment, chapter, section, bullet, evidence, published, spoken_by,
  mention, about, discusses, features, given_name, named
