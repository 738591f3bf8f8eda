// Takes the write lock of a video that was found before. If the video was deleted meanwhile, nothing stays of it.
// mode: write
// parameters: id
MERGE (video:Video {id: $id})
SET video._lock = 1
REMOVE video._lock
WITH video
WHERE video.title IS NULL
DELETE video
