// The longest chains of PART_OF and BASED_ON, as pictures.
:param least => 2;
MATCH path = (first:Entity)-[:PART_OF|BASED_ON*2..6]->(last:Entity)
WHERE length(path) >= $least
  AND NOT EXISTS { (:Entity)-[:PART_OF|BASED_ON]->(first) } AND NOT EXISTS { (last)-[:PART_OF|BASED_ON]->(:Entity) }
RETURN path
ORDER BY length(path) DESC, first.name, last.name
LIMIT 10
