// The entity of a mention.
//
// yields: entity: Entity
WITH endNode(this) AS entity
