// Adds speakers to a video, with their persons if known.
// mode: write
// parameters: video, rows: [{properties, person}]
MATCH (video:Video {id: $video})
UNWIND $rows AS row
CREATE (video)-[:HAS_SPEAKER]->(speaker:Speaker)
SET speaker = row.properties
WITH speaker, row
WHERE row.person IS NOT NULL
MATCH (person:Entity {id: row.person})
CREATE (speaker)-[:IS]->(person)
