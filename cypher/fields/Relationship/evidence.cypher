// The quotes that bear the relationship out, strongest first.
//
// yields: evidence: Evidence
// order: coalesce(evidence.confidence, 1.0) DESC
// use: EvidenceWhere
// total: this.evidenceCount
MATCH (evidence:Evidence {relationshipId: this.id})
