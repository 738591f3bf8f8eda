// The entities that were merged into it, in the order of the input.
//
// yields: former: MAP
// order: former.index ASC
// key: former.index
UNWIND this.merged AS former
WITH former
