// A path of one hop.
MATCH (:Entity {id: 'entity:c73a3e70abe52cee04fa'})-[step]-(:Entity)
WITH {entities: [id(startNode(step)), id(endNode(step))], hops: [{index: 0, source: id(startNode(step)), target: id(endNode(step)), step: id(step)}]} AS this LIMIT 1
