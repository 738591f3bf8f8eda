// Takes the write lock of a video, and creates the video if missing. Its data is read after that.
// mode: write
// parameters: id
MERGE (video:Video {id: $id})
SET video._lock = 1
REMOVE video._lock
