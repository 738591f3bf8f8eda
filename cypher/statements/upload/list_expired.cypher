// Some of the files that have expired, the earliest first; also those whose reception has stopped.
// mode: read
// parameters: count
// columns: id, path
MATCH (upload:Upload)
WHERE upload.expiresAt <= datetime()
RETURN upload.id AS id, upload.path AS path
ORDER BY upload.expiresAt
LIMIT $count
