// The quotes that support the relationship, the strongest first.
//
// The order is that of the index, so that only the quotes of the page are read.
//
// yields: evidence: Evidence
// order: evidence.relationshipId DESC, evidence.sortConfidence DESC
// use: EvidenceWhere
// total: this.evidenceCount
MATCH (evidence:Evidence)
USING INDEX evidence:Evidence(relationshipId, sortConfidence, id)
WHERE evidence.relationshipId = this.id AND evidence.sortConfidence >= 0.0
  AND evidence.id IS NOT NULL
