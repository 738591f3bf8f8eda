// Who speaks about a topic: speakers by the number and the length of their segments about it.
:param topic => 'Package Relay';
MATCH (topic:Topic {searchName: toLower($topic)})<-[:ABOUT]-(segment:Segment)-[:SPOKEN_BY]->(speaker:Speaker)
OPTIONAL MATCH (speaker)-[:IS]->(person:Person)
RETURN coalesce(person.name, speaker.label) AS speaker, count(segment) AS segments,
  round(sum(segment.endSeconds - segment.startSeconds) / 60, 1) AS minutes
ORDER BY segments DESC, speaker
