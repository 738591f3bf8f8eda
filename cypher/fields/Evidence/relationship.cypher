// The relationship that the quote supports.
//
// yields: relationship: Relationship
MATCH (this)-[:SUBJECT]->(subject:Entity), (this)-[:OBJECT]->(object:Entity)
MATCH (subject)-[relationship:WORKS_AT|LEADS|LEFT|FOUNDED|CREATED|USES|PART_OF|BASED_ON|COMPETES_WITH|ACQUIRED|INVESTED_IN|PARTICIPATED_IN|SUPPORTS|CRITICIZES|INFLUENCED|RELATED_TO|MENTIONED_WITH]-(object)
WHERE relationship.id = this.relationshipId
