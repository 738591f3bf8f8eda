// Members of the schema by their coordinates. The service finds them: the schema is not in the graph.
//
// yields: member: MAP
// pre-query: definitions
// order: member.index ASC
// key: member.index
UNWIND $found AS member
WITH member
