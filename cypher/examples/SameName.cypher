// Two entities with the same name: the most mentioned ones of the demo.
MATCH (one:Entity)
WITH one ORDER BY one.mentionCount DESC LIMIT 2
WITH collect(one.id) AS ids
WITH {entityId: ids[0], otherId: ids[1]} AS this
