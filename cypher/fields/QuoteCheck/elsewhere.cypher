// Places of a quote outside its conditions, the best first.
//
// yields: place: MAP
// order: place.index ASC
// key: place.index
UNWIND this.elsewhere AS place
WITH place
