// Decides again whether positions are past: all their quotes say so, or the person has left, unless the position was said to hold on a
// later day. The one place of the rule for types that end by LEFT; `create` and `update` have the rule of all others.
// mode: write
// parameters: rows: [{source, target}]
UNWIND $rows AS row
MATCH (source:Entity {id: row.source})
MATCH (target:Entity {id: row.target})
MATCH (source)-[position:WORKS_AT|LEADS]->(target)
OPTIONAL MATCH (source)-[left:LEFT]->(target)
SET position.past = position.pastCount = position.evidenceCount
  OR (left IS NOT NULL AND coalesce(left.lastSaidOn >= position.lastSaidOn, true))
