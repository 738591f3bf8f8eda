// The type of the relationship.
//
// value: type(this)
