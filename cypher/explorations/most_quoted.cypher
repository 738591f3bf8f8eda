// Speakers by the number of statements that rest on their words, and in how many talks.
MATCH (evidence:Evidence)-[:SAID_IN]->(segment:Segment)-[:SPOKEN_BY]->(speaker:Speaker)
WHERE evidence.type <> 'MENTIONED_WITH'
MATCH (segment)<-[:HAS_SEGMENT]-(video:Video)
OPTIONAL MATCH (speaker)-[:IS]->(person:Person)
WITH coalesce(person.name, speaker.label) AS speaker, count(DISTINCT evidence) AS statements, count(DISTINCT video) AS talks
RETURN speaker, statements, talks
ORDER BY statements DESC, speaker
LIMIT 10
