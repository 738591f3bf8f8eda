// How many statements were left out, by reason.
//
// yields: dropped: MAP
// order: dropped.index ASC
// key: dropped.index
UNWIND range(0, size(this.reasons) - 1) AS index
WITH {index: index, reason: this.reasons[index], count: this.counts[index]} AS dropped
