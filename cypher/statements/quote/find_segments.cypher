// Segments with words of a quote, the best first; only those of the speakers, if some are given.
// mode: read
// parameters: asked, limit
// columns: found
CALL () {
  CALL db.index.fulltext.queryNodes('segment_texts', $asked.text, {limit: $limit}) YIELD node AS segment, score
  WHERE size($asked.speakers) = 0 OR EXISTS {
      MATCH (segment)-[:SPOKEN_BY]->(:Speaker)-[:IS]->(person:Person)
      WHERE person.id IN $asked.speakers
    }
  RETURN segment.id AS id, segment.text AS text, score
  ORDER BY score DESC, id
  LIMIT 50
}
RETURN collect([id, text]) AS found
