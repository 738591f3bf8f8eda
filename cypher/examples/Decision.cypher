// A decision on the most mentioned entity of the demo and on a video.
MATCH (one:Entity)
WITH one ORDER BY one.mentionCount DESC LIMIT 1
MATCH (video:Video)
WITH {ends: [one.id] + collect(video.id)[..1]} AS this
