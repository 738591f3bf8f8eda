// Creates missing topics, and takes the write lock of all. Rows must be in the order of their ids.
// mode: write
// parameters: rows: [{id, slug, name, searchName}]
UNWIND $rows AS row
MERGE (topic:Topic {id: row.id})
ON CREATE SET topic.slug = row.slug, topic.name = row.name, topic.searchName = row.searchName, topic.videoCount = 0
SET topic._lock = 1
REMOVE topic._lock
