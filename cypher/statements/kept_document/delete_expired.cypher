// Deletes the documents of deleted talks whose time is over. Their deletions stay in the list of decisions.
// mode: write
// parameters: none
MATCH (kept:KeptDocument)
WHERE kept.keptUntil <= datetime()
MATCH (decision:Decision {id: kept.id})
SET decision.missing = true
DELETE kept
