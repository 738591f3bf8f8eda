// All videos, latest first.
//
// yields: video: Video
// order PUBLISHED_ON: video.sortDate DESC
// order DURATION: video.sortDuration DESC
// order TITLE: video.searchTitle ASC
// order ADDED_AT: video.addedAt DESC
// use: VideoWhere
// start-from where.topics: related.videoCount
// start-from where.entities: related.videoCount
// start-from where.channels: COUNT { (related)-[:PUBLISHED]->() }
// start-from where.speakers: related.videoCount
// scan 1000: COUNT { (:Video) }
// scan-along where.entities: PUBLISHED_ON, features.entityId, features.sortDate
MATCH (video:Video)
// when scan=related:
MATCH (video:Video)-[features:FEATURES]->(:Entity)
USING INDEX features:FEATURES(entityId, sortDate)
WHERE features.entityId = related.id
