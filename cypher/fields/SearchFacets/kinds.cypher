// Hits by kind, the most frequent first.
//
// yields: found: MAP
// order: found.index ASC
// key: found.index
UNWIND this.kinds AS found
WITH found
