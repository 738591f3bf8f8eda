// The paths that a walk found, shortest first.
//
// yields: path: MAP
// look: paths
// order: path.index ASC
// key: path.index
UNWIND $found AS path
WITH path
