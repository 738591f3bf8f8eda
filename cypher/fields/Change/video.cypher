// The first of its videos, if the graph has it.
//
// yields: video: Video
MATCH (video:Video)
WHERE video.id = this.videoIds[0]
