// Deletes connections, each by its place in the store: one made by hand has no id.
// parameters: rows: [{element}]
UNWIND $rows AS row
MATCH ()-[relationship]->()
WHERE elementId(relationship) = row.element
DELETE relationship
