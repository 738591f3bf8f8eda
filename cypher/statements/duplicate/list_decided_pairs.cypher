// Pairs of entities, and of videos, that were decided to be two.
// mode: read
// parameters: none
// columns: one, other
MATCH (pair:Decision)
WHERE pair.pairKey IS NOT NULL
RETURN pair.one AS one, pair.other AS other
