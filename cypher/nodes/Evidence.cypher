// A piece of evidence by its id.
//
// yields: evidence: Evidence
MATCH (evidence:Evidence)
WHERE evidence.id IN $ids
