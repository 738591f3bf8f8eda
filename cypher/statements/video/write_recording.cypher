// Sets the file that a talk's page plays. An uploaded one is kept as long as the talk.
// mode: write
// parameters: id, recording, type
MATCH (video:Video {id: $id})
SET video.recording = $recording, video.recordingType = $type
WITH video
MATCH (upload:Upload {id: $recording})
SET upload.videoId = video.id, upload.keptBy = null
