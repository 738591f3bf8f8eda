// Relationships that have evidence in a video, best borne out first.
//
// yields: relationship: Relationship
// order: relationship.weight DESC
// use: RelationshipWhere
// types: relationship
// total: COUNT { MATCH (this)-[:HAS_SEGMENT]->()<-[:SAID_IN]-(evidence) WHERE evidence.type <> 'MENTIONED_WITH' RETURN DISTINCT evidence.relationshipId }
MATCH (this)-[:HAS_SEGMENT]->(:Segment)<-[:SAID_IN]-(evidence:Evidence)
WITH DISTINCT evidence
MATCH (evidence)-[:SUBJECT]->(subject:Entity), (evidence)-[:OBJECT]->(object:Entity)
WITH DISTINCT subject, object, evidence.relationshipId AS wanted
MATCH (subject)-[relationship:WORKS_AT|LEADS|LEFT|FOUNDED|CREATED|USES|PART_OF|BASED_ON|COMPETES_WITH|ACQUIRED|INVESTED_IN|PARTICIPATED_IN|SUPPORTS|CRITICIZES|INFLUENCED|RELATED_TO]-(object)
WHERE relationship.id = wanted
