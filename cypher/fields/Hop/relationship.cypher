// The relationship of the step.
//
// yields: relationship: Relationship
MATCH ()-[relationship]->()
WHERE id(relationship) = this.step
