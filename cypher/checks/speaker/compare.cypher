// Speakers whose sums differ from their segments (to the millisecond).
// mode: read
// parameters: none
// columns: key, stored, expected
MATCH (speaker:Speaker)
CALL (speaker) {
  MATCH (speaker)<-[:SPOKEN_BY]-(segment:Segment)
  RETURN count(segment) AS segmentCount,
    sum(toInteger(round(segment.endSeconds * 1000)) - toInteger(round(segment.startSeconds * 1000))) AS milliseconds
}
WITH {id: speaker.id} AS key,
  [{segmentCount: speaker.segmentCount, speakingSeconds: speaker.speakingSeconds}] AS stored,
  [{segmentCount: segmentCount, speakingSeconds: milliseconds / 1000.0}] AS expected
WHERE stored <> expected
RETURN key, stored, expected
