// People who speak or are mentioned in several videos, and in which. Takes the smallest number of videos.
:param least => 2;
MATCH (person:Person)
WHERE person.videoCount >= $least
MATCH (person)<-[:FEATURES]-(video:Video)
WITH person, video, EXISTS { (video)-[:HAS_SPEAKER]->(:Speaker)-[:IS]->(person) } AS speaks
ORDER BY video.publishedOn, video.id
RETURN person.name AS person, collect(CASE WHEN speaks THEN video.title END) AS speaksIn,
  collect(CASE WHEN NOT speaks THEN video.title END) AS spokenOfIn
ORDER BY size(speaksIn) DESC, person
