// A relationship by its id, found through one piece of its evidence.
//
// yields: relationship: Relationship
UNWIND $ids AS asked
WITH DISTINCT asked
CALL (asked) {
  MATCH (evidence:Evidence {relationshipId: asked})
  RETURN evidence
  LIMIT 1
}
MATCH (evidence)-[:SUBJECT]->(one:Entity), (evidence)-[:OBJECT]->(other:Entity)
MATCH (one)-[relationship:WORKS_AT|LEADS|LEFT|FOUNDED|CREATED|USES|PART_OF|BASED_ON|COMPETES_WITH|ACQUIRED|INVESTED_IN|PARTICIPATED_IN|SUPPORTS|CRITICIZES|INFLUENCED|RELATED_TO|MENTIONED_WITH]-(other)
WHERE relationship.id = asked
