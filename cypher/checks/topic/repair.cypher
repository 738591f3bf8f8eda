// Corrects topics.
// mode: write
// parameters: rows: [{id, name, searchName, nameFrom, videoCount}]
UNWIND $rows AS row
MATCH (topic:Topic {id: row.id})
SET topic.name = row.name, topic.searchName = row.searchName, topic.nameFrom = row.nameFrom,
  topic.videoCount = row.videoCount
