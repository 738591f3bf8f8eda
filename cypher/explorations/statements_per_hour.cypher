// Talks by the number of statements in an hour: which say most, and of which an extractor made little.
MATCH (video:Video)
WHERE video.durationSeconds > 0
WITH video, COUNT {
    MATCH (video)-[:HAS_SEGMENT]->(:Segment)<-[:SAID_IN]-(evidence:Evidence)
    WHERE evidence.type <> 'MENTIONED_WITH'
    RETURN DISTINCT evidence
  } AS statements
RETURN video.title AS title, round(video.durationSeconds / 60) AS minutes, statements,
  round(3600.0 * statements / video.durationSeconds) AS anHour
ORDER BY anHour DESC, title
