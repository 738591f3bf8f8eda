// All videos, latest first.
//
// yields: video: Video
// order PUBLISHED_ON: video.sortDate DESC
// order DURATION: video.sortDuration DESC
// order TITLE: video.searchTitle ASC
// order ADDED_AT: video.addedAt DESC
// use: VideoWhere
// lead where.topics: related.videoCount
// lead where.entities: related.videoCount
// lead where.channels: COUNT { (related)-[:PUBLISHED]->() }
// lead where.speakers: related.videoCount
// browse 1000: COUNT { (:Video) }
MATCH (video:Video)
