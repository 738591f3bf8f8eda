// Whether all its evidence tells it of a time that is over.
//
// value: this.pastCount = this.evidenceCount
