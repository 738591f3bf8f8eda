// Members of the schema that fit words, the best first. The service finds them: the schema is not in the graph.
//
// yields: match: MAP
// pre-query: matches
// order: match.index ASC
// key: match.index
UNWIND $found AS match
WITH match
