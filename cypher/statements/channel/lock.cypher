// Creates missing channels, and takes the write lock of all. Rows must be in the order of their ids.
// mode: write
// parameters: rows: [{id, slug, name, searchName}]
UNWIND $rows AS row
MERGE (channel:Channel {id: row.id})
ON CREATE SET channel.slug = row.slug, channel.name = row.name, channel.searchName = row.searchName
SET channel._lock = 1
REMOVE channel._lock
