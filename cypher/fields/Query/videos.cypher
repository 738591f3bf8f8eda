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
MATCH (video:Video)
