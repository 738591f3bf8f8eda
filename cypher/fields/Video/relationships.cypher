// Relationships with evidence in a video, each with this evidence, the one with the strongest evidence first.
//
// Evidence of other types is left out before its ends are read.
//
// yields: relationship: Relationship, said: MAP
// order: relationship.weight DESC
// use: RelationshipWhere
// types: relationship
// total page: COUNT { MATCH (this)-[:HAS_SEGMENT]->()<-[:SAID_IN]-(evidence) WHERE evidence.type <> 'MENTIONED_WITH' RETURN DISTINCT evidence.relationshipId }
// within: video
MATCH (this)-[:HAS_SEGMENT]->()<-[:SAID_IN]-(evidence)
WHERE '[:WORKS_AT|LEADS|LEFT|FOUNDED|CREATED|USES|PART_OF|BASED_ON|COMPETES_WITH|ACQUIRED|INVESTED_IN|PARTICIPATED_IN|SUPPORTS|CRITICIZES|INFLUENCED|RELATED_TO]' CONTAINS evidence.type
WITH DISTINCT this, evidence
MATCH (evidence)-[:SUBJECT]->(subject), (evidence)-[:OBJECT]->(object)
WITH this, subject, object, evidence.relationshipId AS wanted, collect(evidence) AS quotes
WITH subject, object, wanted, {evidence: quotes, video: this, source: subject, target: object} AS said
MATCH (subject)-[relationship:WORKS_AT|LEADS|LEFT|FOUNDED|CREATED|USES|PART_OF|BASED_ON|COMPETES_WITH|ACQUIRED|INVESTED_IN|PARTICIPATED_IN|SUPPORTS|CRITICIZES|INFLUENCED|RELATED_TO]-(object)
WHERE relationship.id = wanted
