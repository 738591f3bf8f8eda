// The relationship itself.
//
// yields: relationship: Relationship
MATCH ()-[relationship]->()
WHERE elementId(relationship) = this.element
