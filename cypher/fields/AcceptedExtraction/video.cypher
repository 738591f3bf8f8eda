// The video with its new extraction.
//
// yields: video: Video
MATCH (video:Video)
WHERE video.id = this.videoId
