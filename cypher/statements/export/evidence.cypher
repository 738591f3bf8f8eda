// Evidence in videos, with the connection that it supports, who says it and where.
// mode: read
// parameters: ids
// columns: properties, more
UNWIND $ids AS id
MATCH (video:Video {id: id})
CALL (video) {
  MATCH (video)-[:HAS_SEGMENT]->(segment:Segment)<-[:SAID_IN]-(evidence:Evidence)
  WITH evidence, segment
  ORDER BY segment.index
  RETURN evidence, collect(segment) AS segments
}
MATCH (evidence)-[:SUBJECT]->(source:Entity)
MATCH (evidence)-[:OBJECT]->(target:Entity)
WITH video, evidence, segments, source, target, segments[0] AS segment
OPTIONAL MATCH (segment)-[:SPOKEN_BY]->(speaker:Speaker)
OPTIONAL MATCH (speaker)-[:IS]->(person:Person)
RETURN properties(evidence) AS properties, {
    video: video.id, source: source.id, sourceSlug: source.slug, sourceName: source.name,
    target: target.id, targetSlug: target.slug, targetName: target.name,
    segments: [one IN segments | one.id], speaker: speaker.id, speakerName: coalesce(person.name, speaker.label), person: person.id,
    url: replace(video.momentUrlTemplate, '{seconds}', toString(toInteger(evidence.startSeconds)))
  } AS more
ORDER BY video.id, evidence.startSeconds, evidence.id
