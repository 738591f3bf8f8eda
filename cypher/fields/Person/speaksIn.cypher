// Videos in which the person speaks, latest first.
//
// yields: video: Video
// order PUBLISHED_ON: video.sortDate DESC
// order DURATION: video.sortDuration DESC
// order TITLE: video.searchTitle ASC
// order ADDED_AT: video.addedAt DESC
MATCH (this)<-[:IS]-(:Speaker)<-[:HAS_SPEAKER]-(video:Video)
WITH DISTINCT video
