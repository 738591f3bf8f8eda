// The entity that the relationship leads to.
//
// yields: target: Entity
WITH endNode(this) AS target
