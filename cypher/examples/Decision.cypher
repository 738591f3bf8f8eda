// A decision on the most mentioned entity of the demo and on a video.
MATCH (one:Entity)
WITH one ORDER BY one.mentionCount DESC LIMIT 1
MATCH (video:Video)
WITH one, video LIMIT 1
WITH {id: 'decision:none', ends: [one.id, video.id]} AS this
