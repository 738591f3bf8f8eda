// Corrects FEATURES. Lost values that only the document had are taken from the entity.
// mode: write
// parameters: rows: [{video, entity, mentionCount, firstSeconds, sortDate}]
UNWIND $rows AS row
MATCH (video:Video {id: row.video})
MATCH (entity:Entity {id: row.entity})
CALL (video, entity) {
  MATCH (video)-[features:FEATURES]->(entity)
  RETURN collect(features) AS stored
}
FOREACH (extra IN tail(stored) | DELETE extra)
MERGE (video)-[features:FEATURES]->(entity)
SET features.mentionCount = row.mentionCount,
    features.firstSeconds = nullIf(row.firstSeconds, -1.0),
    features.entityId = row.entity,
    features.sortDate = date(row.sortDate),
    features.salience = coalesce(features.salience, 0.0),
    features.name = coalesce(features.name, entity.name),
    features.authority = coalesce(features.authority, video.authority),
    features.description = coalesce(features.description, entity.description),
    features.url = coalesce(features.url, entity.url)
