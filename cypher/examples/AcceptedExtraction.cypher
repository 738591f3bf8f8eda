// The result of a mutation: a video of the demo.
MATCH (video:Video)
WITH video LIMIT 1
WITH {videoId: video.id, decisionIds: ['decision:none']} AS this
