// The source entity of the relationship.
//
// yields: source: Entity
WITH startNode(this) AS source
