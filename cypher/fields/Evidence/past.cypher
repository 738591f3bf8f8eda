// Whether the words say that it is over.
//
// value: coalesce(this.past, false)
