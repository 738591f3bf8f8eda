// Videos that feature the entity, latest first.
//
// yields: video: Video, features: FEATURES
// order PUBLISHED_ON: video.sortDate DESC
// order DURATION: coalesce(video.durationSeconds, 0.0) DESC
// order TITLE: video.searchTitle ASC
// order ADDED_AT: video.addedAt DESC
// use: VideoWhere
MATCH (this)<-[features:FEATURES]-(video:Video)
