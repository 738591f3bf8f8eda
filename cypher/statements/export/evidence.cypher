// Evidence in videos, with the connection that it supports, and the segments that have its words, with who speaks.
// mode: read
// parameters: ids
// columns: properties, more
UNWIND $ids AS id
MATCH (video:Video {id: id})
CALL (video) {
  MATCH (video)-[:HAS_SEGMENT]->(segment:Segment)<-[:SAID_IN]-(evidence:Evidence)
  OPTIONAL MATCH (segment)-[:SPOKEN_BY]->(speaker:Speaker)
  OPTIONAL MATCH (speaker)-[:IS]->(person:Person)
  WITH evidence, segment, speaker, person
  ORDER BY segment.index
  RETURN evidence, collect(segment.id) AS segments, collect({
    text: segment.text, start_seconds: segment.startSeconds, speaker: speaker.id, person: person.id, name: coalesce(person.name, speaker.label)
  }) AS parts
}
MATCH (evidence)-[:SUBJECT]->(source:Entity)
MATCH (evidence)-[:OBJECT]->(target:Entity)
RETURN properties(evidence) AS properties, {
    video: video.id, source: source.id, sourceSlug: source.slug, sourceName: source.name,
    target: target.id, targetSlug: target.slug, targetName: target.name,
    segments: segments, parts: parts,
    url: replace(video.momentUrlTemplate, '{seconds}', toString(toInteger(evidence.startSeconds)))
  } AS more
ORDER BY video.id, evidence.startSeconds, evidence.id
