// Of videos and entities that were imported before they had sort keys.
MATCH (video:Video)
WHERE video.sortDuration IS NULL
SET video.sortDuration = coalesce(video.durationSeconds, 0.0);

MATCH (entity:Entity)
WHERE entity.sortDate IS NULL
SET entity.sortDate = coalesce(entity.lastMentionedOn, date('0001-01-01'));
