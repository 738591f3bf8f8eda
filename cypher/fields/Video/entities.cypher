// Entities of a video, the most salient first.
//
// yields: entity: Entity, features: FEATURES
// order SALIENCE: features.salience DESC
// order MENTIONS: features.mentionCount DESC
// order FIRST_SECONDS: coalesce(features.firstSeconds, 0.0) ASC
// order NAME: entity.searchName ASC
// use: EntityWhere
// total: COUNT { (this)-[:FEATURES]->() }
MATCH (this)-[features:FEATURES]->(entity:Entity)
