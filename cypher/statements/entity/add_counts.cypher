// Adds to the counts of entities, and extends the dates of their mentions to `first` and `last`, if these are given.
// mode: write
// parameters: rows: [{id, mentions, videos, relationships, first, last}]
UNWIND $rows AS row
MATCH (entity:Entity {id: row.id})
WITH entity, row, date(row.first) AS first, date(row.last) AS last
SET entity.mentionCount = entity.mentionCount + row.mentions,
    entity.videoCount = entity.videoCount + row.videos,
    entity.relationshipCount = entity.relationshipCount + row.relationships,
    entity.firstMentionedOn = CASE WHEN first < entity.firstMentionedOn THEN first ELSE coalesce(entity.firstMentionedOn, first) END,
    entity.lastMentionedOn = CASE WHEN last > entity.lastMentionedOn THEN last ELSE coalesce(entity.lastMentionedOn, last) END
SET entity.sortDate = coalesce(entity.lastMentionedOn, date('0001-01-01'))
