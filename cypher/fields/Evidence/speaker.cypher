// Who says all of the quote; nobody if several speakers do.
//
// yields: speaker: Speaker
MATCH (this)-[:SAID_IN]->(segment:Segment)
OPTIONAL MATCH (segment)-[:SPOKEN_BY]->(voice:Speaker)
OPTIONAL MATCH (voice)-[:IS]->(person:Person)
WITH segment, voice, coalesce(person.id, voice.id, '') AS who
ORDER BY segment.index
WITH collect(voice)[0] AS speaker, collect(DISTINCT who) AS everybody
WHERE size(everybody) = 1 AND speaker IS NOT NULL
