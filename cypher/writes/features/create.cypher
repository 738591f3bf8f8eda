// Adds entities to a video.
// parameters: video, rows: [{entity, mentionCount, firstSeconds, salience, sortDate, name, description, url}]
MATCH (video:Video {id: $video})
UNWIND $rows AS row
MATCH (entity:Entity {id: row.entity})
CREATE (video)-[:FEATURES {
  mentionCount: row.mentionCount, firstSeconds: row.firstSeconds, salience: row.salience, entityId: row.entity,
  sortDate: date(row.sortDate), name: row.name, description: row.description, url: row.url
}]->(entity)
