// How many of its episodes were seen.
//
// value: COUNT { MATCH (episode:Episode) WHERE episode.followId = this.id RETURN episode }
