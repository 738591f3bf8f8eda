// Videos that feature the entity, latest first.
//
// yields: video: Video, features: FEATURES
// order PUBLISHED_ON: features.entityId DESC, features.sortDate DESC
// order DURATION: video.sortDuration DESC
// order TITLE: video.searchTitle ASC
// order ADDED_AT: video.addedAt DESC
// use: VideoWhere
// total: this.videoCount
MATCH (video:Video)-[features:FEATURES]->(:Entity)
USING INDEX features:FEATURES(entityId, sortDate)
WHERE features.entityId = this.id AND features.sortDate >= date('0001-01-01')
