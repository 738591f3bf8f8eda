// An entity that a person spoke about.
MATCH (entity:Entity {id: 'entity:c73a3e70abe52cee04fa'})
WITH {entity: entity, segmentCount: 3} AS this
