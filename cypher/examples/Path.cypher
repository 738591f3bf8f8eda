// A path of one hop.
MATCH (:Entity {id: 'entity:c73a3e70abe52cee04fa'})-[step]-(:Entity)
WITH {entities: [startNode(step).id, endNode(step).id], hops: [{index: 0, element: elementId(step)}]} AS this LIMIT 1
