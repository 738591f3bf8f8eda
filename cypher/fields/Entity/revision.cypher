// The number of the latest change of the entity in the log of changes.
//
// value: coalesce(this.revision, 0)
