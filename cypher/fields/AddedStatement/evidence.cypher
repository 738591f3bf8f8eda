// The quote.
//
// yields: evidence: Evidence
MATCH (evidence:Evidence)
WHERE evidence.id = this.evidenceId
