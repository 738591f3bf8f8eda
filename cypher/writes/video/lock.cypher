// Takes the write lock of a video, and makes it when there is none; what is known of it is read behind the lock.
// parameters: id
MERGE (video:Video {id: $id})
SET video._lock = 1
REMOVE video._lock
