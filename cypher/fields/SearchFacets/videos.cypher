// Hits by video, the most frequent first.
//
// yields: found: MAP
// order: found.index ASC
// key: found.index
UNWIND this.videos[..$first] AS counted
MATCH (video:Video)
WHERE video.id = counted.id
WITH {index: counted.index, count: counted.count, video: video} AS found
