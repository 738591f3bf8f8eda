// All entities, most mentioned first.
//
// yields: entity: Entity
// order MENTIONS: entity.mentionCount DESC
// order VIDEOS: entity.videoCount DESC
// order RELATIONSHIPS: entity.relationshipCount DESC
// order NAME: entity.searchName ASC
// order LAST_MENTIONED_ON: entity.sortDate DESC
// use: EntityWhere
// lead where.name: 1
// lead where.videos: COUNT { (related)-[:FEATURES]->() }
// lead where.topics: COUNT { (related)-[:COVERS]->() }
// browse 1000: COUNT { (:Entity) }
MATCH (entity:Entity)
