// Videos to import again, the latest first.
//
// yields: video: Video
// order: video.sortDate DESC
UNWIND this.again AS id
MATCH (video:Video)
WHERE video.id = id
