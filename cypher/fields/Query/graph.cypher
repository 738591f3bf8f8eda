// The slice that a walk has found and laid out.
//
// yields: slice: MAP
WITH $slice AS slice
