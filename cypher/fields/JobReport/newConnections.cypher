// Stated connections that an extraction again brings, in the order of their document.
//
// yields: stated: MAP
// order: stated.index ASC
// key: stated.index
UNWIND range(0, size(coalesce(this.broughtConnections, [])) / 4 - 1) AS index
WITH {
  index: index, source: this.broughtConnections[4 * index], type: this.broughtConnections[4 * index + 1], target: this.broughtConnections[4 * index + 2], quote: this.broughtConnections[4 * index + 3]
} AS stated
