// Files that clients have uploaded.
CREATE CONSTRAINT upload_id IF NOT EXISTS FOR (upload:Upload) REQUIRE upload.id IS UNIQUE;
CREATE INDEX upload_owner IF NOT EXISTS FOR (upload:Upload) ON (upload.owner);
CREATE INDEX upload_path IF NOT EXISTS FOR (upload:Upload) ON (upload.path);
CREATE INDEX upload_expires IF NOT EXISTS FOR (upload:Upload) ON (upload.expiresAt);
