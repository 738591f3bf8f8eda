// Those of the paths in the storage that belong to an uploaded file.
// mode: read
// parameters: paths
// columns: path
MATCH (upload:Upload)
WHERE upload.path IN $paths
RETURN upload.path AS path
