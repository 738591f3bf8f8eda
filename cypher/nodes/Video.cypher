// A video by its id.
//
// yields: video: Video
MATCH (video:Video)
WHERE video.id IN $ids
