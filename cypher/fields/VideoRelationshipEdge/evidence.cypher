// The quotes of one video that support the relationship, the strongest first.
//
// yields: evidence: Evidence
// order: evidence.sortConfidence DESC
// use: EvidenceWhere
// total: size(this.evidence)
// within: video
UNWIND this.evidence AS evidence
