// Sets the search forms of parts of videos.
// mode: write
// parameters: rows: [{element, forms}]
UNWIND $rows AS row
MATCH (part)
WHERE elementId(part) = row.element
SET part += row.forms
