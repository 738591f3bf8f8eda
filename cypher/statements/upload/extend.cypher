// Reserves more bytes for a file that is being received, and lets it last so many seconds from now.
// mode: write
// parameters: id, bytes, seconds
// columns: size
MATCH (upload:Upload {id: $id})
WHERE upload.sha256 IS NULL
SET upload.size = upload.size + $bytes, upload.expiresAt = datetime() + duration({seconds: $seconds})
RETURN upload.size AS size
