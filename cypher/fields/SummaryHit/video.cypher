// The video that it is of.
//
// yields: video: Video
WITH this.video AS video
