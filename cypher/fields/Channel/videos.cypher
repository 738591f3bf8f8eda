// Videos of a channel, latest first.
//
// yields: video: Video
// order PUBLISHED_ON: video.sortDate DESC
// order DURATION: video.sortDuration DESC
// order TITLE: video.searchTitle ASC
// order ADDED_AT: video.addedAt DESC
// use: VideoWhere
// scan 1000: COUNT { (:Video) }
// total: COUNT { (this)-[:PUBLISHED]->() }
MATCH (this)-[:PUBLISHED]->(video:Video)
