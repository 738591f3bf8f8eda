// The number of the change, as text.
//
// value: toString(this.seq)
