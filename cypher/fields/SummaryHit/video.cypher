// The video that it belongs to.
//
// yields: video: Video
WITH this.video AS video
