// The entity.
//
// yields: entity: Entity
WITH this.entity AS entity
