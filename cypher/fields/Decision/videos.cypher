// The videos of a decision that are in the graph now, the latest first.
//
// yields: video: Video
// order: video.sortDate DESC
UNWIND this.ends AS id
MATCH (video:Video)
WHERE video.id = id
