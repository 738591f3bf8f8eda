// The talk of the quote.
//
// yields: video: Video
MATCH (video:Video)
WHERE video.id = this.videoId
