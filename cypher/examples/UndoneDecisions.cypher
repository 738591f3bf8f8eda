// The result of a mutation: two entities and a video of the demo.
MATCH (one:Entity)
WITH one ORDER BY one.mentionCount DESC LIMIT 2
WITH collect(one.id) AS ids
MATCH (video:Video)
WITH ids, video LIMIT 1
WITH {ids: ids, decisionIds: ['decision:none'], entityIds: ids, again: [video.id]} AS this
