// Whether the words tell it of a time that is over.
//
// value: coalesce(this.past, false)
