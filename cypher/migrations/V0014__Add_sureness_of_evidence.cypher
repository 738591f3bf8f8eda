// Of evidence that was imported before it had its place in that order; a large graph has too much for one transaction.
MATCH (evidence:Evidence)
WHERE evidence.sortConfidence IS NULL
CALL (evidence) {
  SET evidence.sortConfidence = coalesce(evidence.confidence, 1.0)
} IN TRANSACTIONS OF 10000 ROWS;
