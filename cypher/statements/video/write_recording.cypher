// Sets the file that a talk's page plays, unless it is that one already: what is written anew would make kept answers old. An uploaded one is kept as long
// as the talk.
// mode: write
// parameters: id, recording, type
MATCH (video:Video {id: $id})
WHERE video.recording IS NULL OR video.recording <> $recording OR video.recordingType <> $type
SET video.recording = $recording, video.recordingType = $type
WITH video
MATCH (upload:Upload {id: $recording})
SET upload.videoId = video.id, upload.keptBy = null
