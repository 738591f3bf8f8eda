// A page of the quotes that bear out a connection goes along an index, the surest first.
CREATE INDEX evidence_sort_confidence IF NOT EXISTS
FOR (evidence:Evidence) ON (evidence.relationshipId, evidence.sortConfidence, evidence.id);
