// A failure for the same words: those of the latest video of the demo.
MATCH (video:Video)
WITH video ORDER BY video.sortDate DESC LIMIT 1
WITH {code: 'SAME_WORDS', videoId: video.id} AS this
