// Adds speakers to videos, with their persons if known.
// mode: write
// parameters: rows: [{video, properties, person}]
UNWIND $rows AS row
MATCH (video:Video {id: row.video})
CREATE (video)-[:HAS_SPEAKER]->(speaker:Speaker)
SET speaker = row.properties
WITH speaker, row
WHERE row.person IS NOT NULL
MATCH (person:Entity {id: row.person})
CREATE (speaker)-[:IS]->(person)
