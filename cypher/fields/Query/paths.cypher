// The paths that a walk found, shortest first.
//
// yields: path: MAP
// pre-query: paths
// order: path.index ASC
// key: path.index
UNWIND $found AS path
WITH path
