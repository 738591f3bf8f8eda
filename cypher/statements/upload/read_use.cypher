// Bytes of all files of a client, received or in reception.
// mode: read
// parameters: owner
// columns: bytes
MATCH (upload:Upload {owner: $owner})
WHERE upload.expiresAt > datetime()
RETURN sum(upload.size) AS bytes
