// A fault of a mutation: the most mentioned entity of the demo is what is left of another one.
MATCH (one:Entity)
WITH one ORDER BY one.mentionCount DESC LIMIT 1
WITH {successorId: one.id} AS this
