// The entity that the relationship leads from.
//
// yields: source: Entity
WITH startNode(this) AS source
