// The videos that were imported from these sources.
// mode: read
// parameters: hashes
// columns: sourceHash, id, slug
UNWIND $hashes AS hash
MATCH (video:Video {sourceHash: hash})
RETURN hash AS sourceHash, video.id AS id, video.slug AS slug
