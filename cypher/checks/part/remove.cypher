// Deletes parts that have lost what they are part of.
// parameters: rows: [{element}]
UNWIND $rows AS row
MATCH (part)
WHERE elementId(part) = row.element
DETACH DELETE part
