// The last change that was sent or left out.
//
// value: toString(this.cursor)
