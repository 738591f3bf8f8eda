// What a quote has changed, in the order of the words.
//
// yields: difference: MAP
// order: difference.index ASC
// key: difference.index
UNWIND this.differences AS difference
WITH difference
