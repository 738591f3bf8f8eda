// Segments of videos with their speakers.
// mode: read
// parameters: ids
// columns: properties, more
UNWIND $ids AS id
MATCH (:Video {id: id})-[:HAS_SEGMENT]->(segment:Segment)
OPTIONAL MATCH (segment)-[:SPOKEN_BY]->(speaker:Speaker)
OPTIONAL MATCH (speaker)-[:IS]->(person:Person)
RETURN properties(segment) AS properties,
  {video: id, speaker: speaker.id, speakerName: coalesce(person.name, speaker.label), person: person.id} AS more
ORDER BY id, segment.index
