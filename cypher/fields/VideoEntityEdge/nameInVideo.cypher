// The video's own name for the entity, unless a person renamed the entity.
//
// value: CASE endNode(this).nameFrom WHEN 'DECISION' THEN endNode(this).name ELSE this.name END
