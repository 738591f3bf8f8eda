// A relationship by its id, found through the evidence that bears it out.
//
// yields: relationship: Relationship
MATCH (evidence:Evidence)
WHERE evidence.relationshipId IN $ids
WITH evidence.relationshipId AS wanted, head(collect(evidence)) AS evidence
MATCH (evidence)-[:SUBJECT]->(one:Entity), (evidence)-[:OBJECT]->(other:Entity)
MATCH (one)-[relationship:WORKS_AT|LEADS|LEFT|FOUNDED|CREATED|USES|PART_OF|BASED_ON|COMPETES_WITH|ACQUIRED|INVESTED_IN|PARTICIPATED_IN|SUPPORTS|CRITICIZES|INFLUENCED|RELATED_TO|MENTIONED_WITH]-(other)
WHERE relationship.id = wanted
