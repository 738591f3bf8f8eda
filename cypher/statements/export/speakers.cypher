// Speakers of videos, and the persons that they are.
// mode: read
// parameters: ids
// columns: properties, more
UNWIND $ids AS id
MATCH (:Video {id: id})-[:HAS_SPEAKER]->(speaker:Speaker)
OPTIONAL MATCH (speaker)-[:IS]->(person:Person)
RETURN properties(speaker) AS properties, {video: id, person: person.id, name: person.name} AS more
ORDER BY id, speaker.id
