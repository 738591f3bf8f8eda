// Bytes of all files of a client, received or in reception, and of the recordings of its talks.
// mode: read
// parameters: owner
// columns: bytes
MATCH (upload:Upload {owner: $owner})
WHERE upload.expiresAt > datetime() OR upload.videoId IS NOT NULL
RETURN sum(upload.size) AS bytes
