// Deletes the documents whose time is over: of deleted talks, from before an extraction again, and proposed ones. The decisions stay in their list.
// mode: write
// parameters: none
MATCH (kept:KeptDocument)
WHERE kept.keptUntil <= datetime()
OPTIONAL MATCH (decision:Decision {id: kept.id})
SET decision.missing = true
DELETE kept
