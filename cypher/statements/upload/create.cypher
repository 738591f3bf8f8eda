// Creates the node of a file that is about to be received. It lasts so many seconds, unless `extend` or `complete` follows.
// mode: write
// parameters: id, name, owner, path, size, seconds
CREATE (upload:Upload {id: $id, name: $name, owner: $owner, path: $path, size: $size})
SET upload.expiresAt = datetime() + duration({seconds: $seconds})
