// A video with the same words: the latest of the demo.
MATCH (video:Video)
WITH video ORDER BY video.sortDate DESC LIMIT 1
WITH {videoId: video.id, share: 0.9} AS this
