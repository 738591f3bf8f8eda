// The members of a type, in the order of the schema.
//
// yields: member: MAP
// order: member.index ASC
// key: member.index
UNWIND this.members AS member
WITH member
