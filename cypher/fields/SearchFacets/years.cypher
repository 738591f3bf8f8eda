// Hits by year of publication, latest first.
//
// yields: found: MAP
// order: found.index ASC
// key: found.index
UNWIND this.years[..$first] AS found
WITH found
