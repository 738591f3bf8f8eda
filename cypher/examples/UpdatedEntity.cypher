// The result of a mutation: the most mentioned entity of the demo.
MATCH (one:Entity)
WITH one ORDER BY one.mentionCount DESC LIMIT 1
WITH {entityId: one.id, decisionIds: ['decision:none'], merged: [{index: 0, id: one.id, slug: one.slug, name: one.name, kind: one.kind}]} AS this
