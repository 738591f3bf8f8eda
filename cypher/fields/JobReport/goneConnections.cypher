// Stated connections that an extraction again loses, in the order of their document.
//
// yields: stated: MAP
// order: stated.index ASC
// key: stated.index
UNWIND range(0, size(coalesce(this.lostConnections, [])) / 4 - 1) AS index
WITH {
  index: index, source: this.lostConnections[4 * index], type: this.lostConnections[4 * index + 1], target: this.lostConnections[4 * index + 2], quote: this.lostConnections[4 * index + 3]
} AS stated
