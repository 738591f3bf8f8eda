// A video by its id.
//
// yields: video: Video
// texts: video.title, video.description
MATCH (video:Video)
WHERE video.id IN $ids
