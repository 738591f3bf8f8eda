// Takes the write locks of videos that were found before. Ids must be sorted. If a video was deleted meanwhile, nothing stays of it.
// mode: write
// parameters: ids
UNWIND $ids AS id
MERGE (video:Video {id: id})
SET video._lock = 1
REMOVE video._lock
WITH video
WHERE video.title IS NULL
DELETE video
