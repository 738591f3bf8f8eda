// The evidence of a decision that is in the graph now, the earliest first.
//
// yields: evidence: Evidence
// order: evidence.startSeconds ASC
UNWIND this.ends AS id
MATCH (evidence:Evidence)
WHERE evidence.id = id
