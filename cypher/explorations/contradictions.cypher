// Statements that contradict each other: supports and criticizes (by anyone), works at or leads and has left.
MATCH (one:Entity)-[pro:SUPPORTS|WORKS_AT|LEADS]->(target:Entity)<-[contra:CRITICIZES|LEFT]-(other:Entity)
WHERE CASE type(pro) WHEN 'SUPPORTS' THEN type(contra) = 'CRITICIZES'
  ELSE type(contra) = 'LEFT' AND one = other END
RETURN target.name AS about, one.name AS one, type(pro) AS says, pro.quote AS quote, pro.lastSaidOn AS lastSaid,
  other.name AS other, type(contra) AS butSays, contra.quote AS otherQuote, contra.lastSaidOn AS otherLastSaid
ORDER BY about, one, says, other, butSays
