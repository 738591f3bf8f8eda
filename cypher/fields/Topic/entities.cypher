// Entities that segments about the topic mention, the one in most such segments first.
//
// yields: entity: Entity, covers: COVERS
// order: covers.segmentCount DESC, entity.searchName ASC
// use: EntityWhere
// total: COUNT { (this)-[:COVERS]->() }
MATCH (this)-[covers:COVERS]->(entity)
