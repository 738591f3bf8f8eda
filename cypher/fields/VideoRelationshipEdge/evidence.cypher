// The quotes of one video that support the relationship, the strongest first, of equally strong ones the one that was said earlier.
//
// yields: evidence: Evidence
// order: evidence.sortConfidence DESC, evidence.sortSeconds DESC
// use: EvidenceWhere
// total: size(this.evidence)
// within: video
UNWIND this.evidence AS evidence
