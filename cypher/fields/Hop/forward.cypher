// Whether the step has the direction of its relationship.
//
// value: COLLECT { MATCH (start)-[step]->() WHERE id(step) = this.step RETURN id(start) = this.source }[0]
