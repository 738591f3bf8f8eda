// Stores what is known of a received file, which can be used from now on for so many seconds.
// mode: write
// parameters: id, size, type, kind, sha256, seconds
// columns: id, name, size, type, kind, sha256, owner, path, expiresAt
MATCH (upload:Upload {id: $id})
SET upload.size = $size, upload.type = $type, upload.kind = $kind, upload.sha256 = $sha256,
  upload.expiresAt = datetime() + duration({seconds: $seconds})
RETURN upload.id AS id, upload.name AS name, upload.size AS size, upload.type AS type, upload.kind AS kind,
  upload.sha256 AS sha256, upload.owner AS owner, upload.path AS path, toString(upload.expiresAt) AS expiresAt
