// Pairs of entities, and of videos, that were decided to be two.
// mode: read
// parameters: none
// columns: one, other
MATCH (pair:DecidedPair)
RETURN pair.one AS one, pair.other AS other
