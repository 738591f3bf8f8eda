// Orders by what may be unknown go along an index too. Conditions on these are asked of the sort keys, so the indexes on what
// may be unknown are read no more.
CREATE INDEX video_sort_duration IF NOT EXISTS FOR (video:Video) ON (video.sortDuration);
CREATE INDEX entity_sort_date IF NOT EXISTS FOR (entity:Entity) ON (entity.sortDate);
DROP INDEX video_duration IF EXISTS;
DROP INDEX video_published_on IF EXISTS;
DROP INDEX entity_last_mentioned_on IF EXISTS;
