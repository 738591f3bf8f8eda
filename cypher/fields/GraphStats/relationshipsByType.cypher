// Number of relationships of each type that occurs.
//
// yields: typeCount: MAP
// order: typeCount.count DESC, typeCount.type ASC
// key: typeCount.type
UNWIND [
  {type: 'WORKS_AT', count: COUNT { ()-[:WORKS_AT]->() }},
  {type: 'LEADS', count: COUNT { ()-[:LEADS]->() }},
  {type: 'LEFT', count: COUNT { ()-[:LEFT]->() }},
  {type: 'FOUNDED', count: COUNT { ()-[:FOUNDED]->() }},
  {type: 'CREATED', count: COUNT { ()-[:CREATED]->() }},
  {type: 'USES', count: COUNT { ()-[:USES]->() }},
  {type: 'PART_OF', count: COUNT { ()-[:PART_OF]->() }},
  {type: 'BASED_ON', count: COUNT { ()-[:BASED_ON]->() }},
  {type: 'COMPETES_WITH', count: COUNT { ()-[:COMPETES_WITH]->() }},
  {type: 'ACQUIRED', count: COUNT { ()-[:ACQUIRED]->() }},
  {type: 'INVESTED_IN', count: COUNT { ()-[:INVESTED_IN]->() }},
  {type: 'PARTICIPATED_IN', count: COUNT { ()-[:PARTICIPATED_IN]->() }},
  {type: 'SUPPORTS', count: COUNT { ()-[:SUPPORTS]->() }},
  {type: 'CRITICIZES', count: COUNT { ()-[:CRITICIZES]->() }},
  {type: 'INFLUENCED', count: COUNT { ()-[:INFLUENCED]->() }},
  {type: 'RELATED_TO', count: COUNT { ()-[:RELATED_TO]->() }},
  {type: 'MENTIONED_WITH', count: COUNT { ()-[:MENTIONED_WITH]->() }}
] AS typeCount
WITH typeCount
WHERE typeCount.count > 0
