// The result of a mutation: two entities of the demo.
MATCH (one:Entity)
WITH one ORDER BY one.mentionCount DESC LIMIT 2
WITH collect(one.id) AS ids
WITH {decisionIds: ['decision:none'], entityIds: ids} AS this
