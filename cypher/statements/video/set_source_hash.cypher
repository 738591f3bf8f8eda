// Sets the source hash of a video if nothing else changes.
// mode: write
// parameters: id, sourceHash
MATCH (video:Video {id: $id})
SET video.sourceHash = $sourceHash
