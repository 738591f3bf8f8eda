// The relationship of the step.
//
// yields: relationship: Relationship
MATCH ()-[relationship]->()
WHERE elementId(relationship) = this.element
