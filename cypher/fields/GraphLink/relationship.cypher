// The relationship of the link.
//
// yields: relationship: Relationship
MATCH ()-[relationship]->()
WHERE elementId(relationship) = this.element
