// Deletes corrections of talks.
// mode: write
// parameters: ids
UNWIND $ids AS id
MATCH (decision:TalkDecision {id: id})
DELETE decision
