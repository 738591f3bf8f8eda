// The target entity of the relationship.
//
// yields: target: Entity
WITH endNode(this) AS target
