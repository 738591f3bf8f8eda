// The video's own name for the target, unless a person renamed the entity.
//
// value: COLLECT { UNWIND [this] AS said WITH said.video AS talk, said.target AS end MATCH (talk)-[calls:FEATURES]->(end) RETURN CASE end.nameFrom WHEN 'DECISION' THEN end.name ELSE calls.name END }[0]
