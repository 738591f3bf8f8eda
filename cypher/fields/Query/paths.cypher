// The paths that a walk found, shortest first, by Neo4j's internal ids. A path of which something was deleted meanwhile is
// left out.
//
// yields: path: MAP
// pre-query: paths
// order: path.index ASC
// key: path.index
UNWIND $found AS path
WITH path
WHERE COUNT {
    UNWIND path.hops AS hop
    MATCH ()-[step]->()
    WHERE id(step) = hop.step
    RETURN step
  } = path.length
