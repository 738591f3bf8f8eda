// The paths that a walk has found, shortest first.
//
// yields: path: MAP
// order: path.index ASC
// key: path.index
UNWIND $found AS path
WITH path
