// Adds to the counts of entities.
// mode: write
// parameters: rows: [{id, mentions, videos, relationships}]
UNWIND $rows AS row
MATCH (entity:Entity {id: row.id})
SET entity.mentionCount = entity.mentionCount + row.mentions,
    entity.videoCount = entity.videoCount + row.videos,
    entity.relationshipCount = entity.relationshipCount + row.relationships
