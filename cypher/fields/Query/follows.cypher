// All followed feeds, the oldest first.
//
// yields: follow: Follow
// order: follow.createdAt ASC
MATCH (follow:Follow)
