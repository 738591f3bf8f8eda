// The steps of a path, in order.
//
// yields: hop: MAP
// order: hop.index ASC
// key: hop.index
UNWIND this.hops AS hop
WITH hop
