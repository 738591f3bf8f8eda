// A hop.
MATCH (:Entity {id: 'entity:c73a3e70abe52cee04fa'})-[step]-(:Entity)
WITH {source: id(startNode(step)), target: id(endNode(step)), step: id(step)} AS this LIMIT 1
