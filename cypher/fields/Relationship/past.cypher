// Whether all its evidence says that it is over.
//
// value: this.pastCount = this.evidenceCount
