// Lets go the uploaded recording of a talk that is deleted. It is deleted with the document of the talk, which is kept under this id; without one, soon.
// mode: write
// parameters: id, kept
MATCH (video:Video {id: $id})
MATCH (upload:Upload {id: video.recording})
SET upload.expiresAt = datetime(), upload.keptBy = $kept
