// The followed feed as it is now. Nothing after a dry run.
//
// yields: follow: Follow
MATCH (follow:Follow)
WHERE follow.id = this.followId
