// Deletes parts without a video.
// mode: write
// parameters: rows: [{element}]
UNWIND $rows AS row
MATCH (part)
WHERE elementId(part) = row.element
DETACH DELETE part
