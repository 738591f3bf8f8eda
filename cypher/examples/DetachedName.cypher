// The result of a mutation: the two most mentioned entities of the demo.
MATCH (one:Entity)
WITH one ORDER BY one.mentionCount DESC LIMIT 2
WITH collect(one.id) AS ids
WITH {entityId: ids[0], otherId: ids[1], decisionIds: ['decision:none']} AS this
