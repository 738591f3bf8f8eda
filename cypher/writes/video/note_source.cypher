// Notes what a video was imported from, where nothing else of it changes.
// parameters: id, sourceHash
MATCH (video:Video {id: $id})
SET video.sourceHash = $sourceHash
