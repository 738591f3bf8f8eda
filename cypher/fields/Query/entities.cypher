// All entities, most mentioned first.
//
// yields: entity: Entity
// order MENTIONS: entity.mentionCount DESC
// order VIDEOS: entity.videoCount DESC
// order RELATIONSHIPS: entity.relationshipCount DESC
// order NAME: entity.searchName ASC
// order LAST_MENTIONED_ON: entity.sortDate DESC
// use: EntityWhere
// start-from where.name: 1
// start-from where.videos: COUNT { (related)-[:FEATURES]->() }
// start-from where.topics: COUNT { (related)-[:COVERS]->() }
// scan 1000: COUNT { (:Entity) }
MATCH (entity:Entity)
