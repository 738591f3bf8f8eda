// What connects the two.
//
// value: type(this)
