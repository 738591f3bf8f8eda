// The quotes that support the relationship, the strongest first, of equally strong ones the one that was said earlier in its talk.
//
// The order is that of the index, so that only the quotes of the page are read.
//
// yields: evidence: Evidence
// order: evidence.relationshipId DESC, evidence.sortConfidence DESC, evidence.sortSeconds DESC
// use: EvidenceWhere
// total: this.evidenceCount
MATCH (evidence:Evidence)
USING INDEX evidence:Evidence(relationshipId, sortConfidence, sortSeconds, id)
WHERE evidence.relationshipId = this.id AND evidence.sortConfidence >= 0.0
  AND evidence.sortSeconds IS NOT NULL AND evidence.id IS NOT NULL
