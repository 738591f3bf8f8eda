// The video.
//
// yields: video: Video
WITH this.video AS video
