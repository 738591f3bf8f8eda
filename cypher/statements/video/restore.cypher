// Sets what no document says of a video that is in the graph again.
// mode: write
// parameters: id, importedBy, addedAt, revision, recording, type, formerIds
MATCH (video:Video {id: $id})
SET video.importedBy = $importedBy, video.addedAt = datetime($addedAt), video.revision = $revision,
  video.recording = $recording, video.recordingType = $type, video.formerIds = $formerIds
