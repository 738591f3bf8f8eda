// The video that has the words already, if the graph has it.
//
// yields: video: Video
MATCH (video:Video)
WHERE video.id = this.videoId
