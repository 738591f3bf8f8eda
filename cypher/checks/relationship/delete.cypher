// Deletes connections by their element ids, because connections made by hand have no id.
// mode: write
// parameters: rows: [{element}]
UNWIND $rows AS row
MATCH ()-[relationship]->()
WHERE elementId(relationship) = row.element
DELETE relationship
