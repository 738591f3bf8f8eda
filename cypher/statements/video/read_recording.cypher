// The file that a talk's page plays; no row if there is none. `path`: of an upload, where it is in the storage.
// mode: read
// parameters: slug
// columns: recording, type, path
MATCH (video:Video {slug: $slug})
WHERE video.recording IS NOT NULL
OPTIONAL MATCH (upload:Upload {id: video.recording})
RETURN video.recording AS recording, video.recordingType AS type, upload.path AS path
