// Of evidence that was imported before it had its place in that order.
MATCH (evidence:Evidence)
WHERE evidence.sortConfidence IS NULL
SET evidence.sortConfidence = coalesce(evidence.confidence, 1.0);
