// Segments of one talk, or of one speaker, by the full-text index.
CALL db.index.fulltext.queryNodes('segment_texts', $query) YIELD node, score
MATCH (node)<-[:HAS_SEGMENT]-(video:Video)
WHERE video.id = $video OR EXISTS { (node)-[:SPOKEN_BY]->(:Speaker)-[:IS]->(person:Person) WHERE person.id = $speaker }
RETURN node.id AS id, node.text AS text, video.id AS video, score
LIMIT 10
