// The corrected video.
//
// yields: video: Video
MATCH (video:Video)
WHERE video.id = this.videoId
