// The slice that a walk found and laid out.
//
// yields: slice: MAP
// pre-query: slice
WITH $slice AS slice
