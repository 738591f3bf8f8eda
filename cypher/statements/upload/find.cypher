// A received file of a client, unless it has expired.
// mode: read
// parameters: id, owner
// columns: id, name, size, type, kind, sha256, owner, path, expiresAt
MATCH (upload:Upload {id: $id})
WHERE upload.owner = $owner AND upload.sha256 IS NOT NULL AND upload.expiresAt > datetime()
RETURN upload.id AS id, upload.name AS name, upload.size AS size, upload.type AS type, upload.kind AS kind,
  upload.sha256 AS sha256, upload.owner AS owner, upload.path AS path, toString(upload.expiresAt) AS expiresAt
