// Other videos that contain some of these phrases, the one with the most first; at most three.
// mode: read
// parameters: id, phrases, least
// columns: id, slug, title, said
UNWIND $phrases AS phrase
CALL (phrase) {
  CALL db.index.fulltext.queryNodes('segment_texts', phrase, {limit: 20}) YIELD node AS segment
  MATCH (video:Video)-[:HAS_SEGMENT]->(segment)
  WHERE video.id <> $id
  RETURN DISTINCT video
}
WITH video, count(*) AS said
WHERE said >= $least
RETURN video.id AS id, video.slug AS slug, video.title AS title, said
ORDER BY said DESC, id
LIMIT 3
