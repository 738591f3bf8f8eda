// Gives parts of videos the forms that they are searched in.
// parameters: rows: [{element, forms}]
UNWIND $rows AS row
MATCH (part)
WHERE elementId(part) = row.element
SET part += row.forms
