// The slice that a walk has found and laid out.
//
// yields: slice: MAP
// look: slice
WITH $slice AS slice
