// The video of the place.
//
// yields: video: Video
MATCH (video:Video)
WHERE video.id = this.videoId
