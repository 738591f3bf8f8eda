// Talks that name two entities, and the moments at which the two are named closest to each other.
:param one => 'Package relay';
:param other => 'Anchor outputs';
MATCH (:Alias {searchName: toLower($one)})-[:NAMES]->(one:Entity)
MATCH (:Alias {searchName: toLower($other)})-[:NAMES]->(other:Entity)
MATCH (one)<-[:FEATURES]-(video:Video)-[:FEATURES]->(other)
MATCH (video)-[:HAS_SEGMENT]->(first:Segment)-[:MENTIONS]->(one)
MATCH (video)-[:HAS_SEGMENT]->(second:Segment)-[:MENTIONS]->(other)
WITH DISTINCT video, first, second, abs(first.startSeconds - second.startSeconds) AS apart
ORDER BY apart, first.startSeconds, second.startSeconds, video.id
RETURN video.title AS title, round(apart, 2) AS apart, first.startSeconds AS seconds, first.text AS words,
  CASE WHEN first <> second THEN second.text END AS otherWords
LIMIT 5
