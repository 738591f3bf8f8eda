// What a speaker said with a given word: the words, the second and the link. Takes names as people write them.
:param speaker => 'Gloria Zhao';
:param word => 'pinning';
MATCH (:Alias {searchName: toLower($speaker)})-[:NAMES]->(person:Person)<-[:IS]-(speaker:Speaker)
MATCH (speaker)<-[:SPOKEN_BY]-(segment:Segment)<-[:HAS_SEGMENT]-(video:Video)
WHERE toLower(segment.text) CONTAINS toLower($word)
WITH DISTINCT person, segment, video
RETURN person.name AS speaker, segment.text AS words, video.title AS title, segment.startSeconds AS seconds,
  replace(video.momentUrlTemplate, '{seconds}', toString(toInteger(segment.startSeconds))) AS link
ORDER BY video.publishedOn, video.id, seconds
