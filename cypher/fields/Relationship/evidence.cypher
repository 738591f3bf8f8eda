// The quotes that bear the relationship out, strongest first.
//
// In the order of the index, so that only those of the page are read.
//
// yields: evidence: Evidence
// order: evidence.relationshipId DESC, evidence.sortConfidence DESC
// use: EvidenceWhere
// total: this.evidenceCount
MATCH (evidence:Evidence)
USING INDEX evidence:Evidence(relationshipId, sortConfidence, id)
WHERE evidence.relationshipId = this.id AND evidence.sortConfidence >= 0.0
  AND evidence.id IS NOT NULL
