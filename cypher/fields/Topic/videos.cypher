// Videos that discuss the topic, latest first.
//
// yields: video: Video, discusses: DISCUSSES
// order PUBLISHED_ON: video.sortDate DESC
// order DURATION: video.sortDuration DESC
// order TITLE: video.searchTitle ASC
// order ADDED_AT: video.addedAt DESC
// use: VideoWhere
// scan 1000: COUNT { (:Video) }
// total: this.videoCount
MATCH (this)<-[discusses:DISCUSSES]-(video:Video)
