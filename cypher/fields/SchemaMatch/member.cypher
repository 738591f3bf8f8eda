// The member that the words found.
//
// yields: member: MAP
WITH this.member AS member
