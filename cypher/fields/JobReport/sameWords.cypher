// Other videos with most of its words, the one with the most first.
//
// yields: similar: MAP
// order: similar.index ASC
// key: similar.index
UNWIND range(0, size(this.same) - 1) AS index
WITH {
  index: index, videoId: this.others[3 * index], slug: this.others[3 * index + 1], title: this.others[3 * index + 2],
  share: this.shares[2 * index], coveredShare: this.shares[2 * index + 1], same: this.same[index]
} AS similar
