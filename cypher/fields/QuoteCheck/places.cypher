// The places of a quote, the best first.
//
// yields: place: MAP
// order: place.index ASC
// key: place.index
UNWIND this.places AS place
WITH place
