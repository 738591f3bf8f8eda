// Who speaks how long in a video, in minutes and in percent. Takes a part of the title.
:param piece => 'Package Relay';
MATCH (video:Video)-[:HAS_SPEAKER]->(speaker:Speaker)<-[:SPOKEN_BY]-(segment:Segment)
WHERE video.searchTitle CONTAINS toLower($piece)
OPTIONAL MATCH (speaker)-[:IS]->(person:Person)
WITH video, coalesce(person.name, speaker.label) AS speaker, sum(segment.endSeconds - segment.startSeconds) AS seconds
WITH video, collect({speaker: speaker, seconds: seconds}) AS speakers, sum(seconds) AS all
UNWIND speakers AS one
RETURN video.title AS title, one.speaker AS speaker, round(one.seconds / 60, 1) AS minutes, round(100 * one.seconds / all) AS percent
ORDER BY title, minutes DESC
