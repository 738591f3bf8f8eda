// A link on a map.
MATCH (:Entity {id: 'entity:c73a3e70abe52cee04fa'})-[step]-(:Entity)
WITH {element: elementId(step)} AS this LIMIT 1
