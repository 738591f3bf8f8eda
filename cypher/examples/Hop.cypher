// A hop.
MATCH (:Entity {id: 'entity:c73a3e70abe52cee04fa'})-[step]-(:Entity)
WITH {source: startNode(step).id, target: endNode(step).id, element: elementId(step)} AS this LIMIT 1
