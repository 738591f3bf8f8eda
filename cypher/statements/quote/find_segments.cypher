// Segments with words of a quote, the best first; only those of the speakers, if some are given. With the places of the best ones, as
// read_places has them: a quote is mostly in one of these, and then needs no other statement.
// mode: read
// parameters: asked, limit
// columns: found, places
CALL () {
  CALL db.index.fulltext.queryNodes('segment_texts', $asked.text, {limit: $limit}) YIELD node AS segment, score
  WHERE size($asked.speakers) = 0 OR EXISTS {
      MATCH (segment)-[:SPOKEN_BY]->(:Speaker)-[:IS]->(person:Person)
      WHERE person.id IN $asked.speakers
    }
  WITH segment, score, segment.id AS id
  ORDER BY score DESC, id
  LIMIT 50
  RETURN collect(segment) AS segments
}
CALL (segments) {
  UNWIND segments[..12] AS segment
  MATCH (video:Video)-[:HAS_SEGMENT]->(segment)
  OPTIONAL MATCH (segment)-[:SPOKEN_BY]->(speaker:Speaker)
  OPTIONAL MATCH (speaker)-[:IS]->(person:Person)
  RETURN collect([segment.id, {
    start: segment.startSeconds, end: segment.endSeconds,
    video: video.id, slug: video.slug, title: video.title, published: toString(video.publishedOn), template: video.momentUrlTemplate,
    speaker: speaker.id, label: speaker.label, person: person.id, name: person.name
  }]) AS places
}
RETURN [segment IN segments | [segment.id, segment.text]] AS found, places
