// Deletes parts without a video.
// parameters: rows: [{element}]
UNWIND $rows AS row
MATCH (part)
WHERE elementId(part) = row.element
DETACH DELETE part
