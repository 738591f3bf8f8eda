// A map of one entity and one link.
MATCH (:Entity {id: 'entity:c73a3e70abe52cee04fa'})-[step]-(node:Entity)
WITH {nodes: [{index: 0, id: node.id}], links: [{index: 0, element: elementId(step)}]} AS this LIMIT 1
