// Relationships of the entity, the one with the strongest evidence first.
//
// yields: relationship: Relationship
// order: relationship.weight DESC
// use: RelationshipWhere
// filter direction=OUT: startNode(relationship) = this
// filter direction=IN: endNode(relationship) = this
// types: relationship
// total: this.relationshipCount
MATCH (this)-[relationship:WORKS_AT|LEADS|LEFT|FOUNDED|CREATED|USES|PART_OF|BASED_ON|COMPETES_WITH|ACQUIRED|INVESTED_IN|PARTICIPATED_IN|SUPPORTS|CRITICIZES|INFLUENCED|RELATED_TO]-()
