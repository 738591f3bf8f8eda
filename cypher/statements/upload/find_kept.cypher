// A received file of a client, also if it has expired and is kept for a job.
// mode: read
// parameters: id, owner
// columns: id, name, size, type, kind, sha256, owner, path, expiresAt
MATCH (upload:Upload {id: $id})
WHERE upload.owner = $owner AND upload.sha256 IS NOT NULL
RETURN upload.id AS id, upload.name AS name, upload.size AS size, upload.type AS type, upload.kind AS kind,
  upload.sha256 AS sha256, upload.owner AS owner, upload.path AS path, toString(upload.expiresAt) AS expiresAt
