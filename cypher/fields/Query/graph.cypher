// The slice that a walk found and laid out.
//
// yields: slice: MAP
// look: slice
WITH $slice AS slice
