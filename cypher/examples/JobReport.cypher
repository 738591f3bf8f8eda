// The report of a job: two entities and a video of the demo.
MATCH (one:Entity)
WITH one ORDER BY one.mentionCount DESC LIMIT 2
WITH collect(one.id) AS ids
MATCH (video:Video)
WITH ids, video ORDER BY video.sortDate DESC LIMIT 1
WITH {outcome: 'CREATED', reasons: ['no quote'], counts: [1], others: [video.id, video.slug, video.title], shares: [0.9, 0.9], same: [false], pairs: ['a name', ids[0], ids[1]]} AS this
